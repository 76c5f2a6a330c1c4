# A set of reps never ends before a rep that was counted.
station exercise=squat max_hold=60s rep_idle=90s
input pedal B tap=go
1 pedal B down
1.1 pedal B up
5 unplug pedal
30 do rep
70 end

1.000 started
1.000 rep 1
30.000 rep 2
61.000 stopped
set 1.000 61.000 squat both timeout reps=2
