# A set of reps that nothing ends is ended by max_hold as well.
station exercise=squat max_hold=60s rep_idle=120s
1 do rep
31 do rep
70 end

1.000 started
1.000 rep 1
31.000 rep 2
61.000 stopped
set 1.000 61.000 squat both timeout reps=2
