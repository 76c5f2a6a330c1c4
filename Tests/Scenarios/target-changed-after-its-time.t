# The seconds of a two-part target were over without its reps: a new target is cued all the same.
station exercise=squat target="2s 9reps" rep_idle=60s
input pedal B tap=go
1 pedal B down
5 do target 10s
15 do stop
16 end

1.000 started
1.000 rep 1
5.000 ready squat both target=10s
11.000 target
15.000 stopped
set 1.000 15.000 squat both command target=10s met reps=1
