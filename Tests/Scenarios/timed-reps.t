# An exercise of reps with a target in seconds: met by time; reps are counted beside it.
exercise knee-raise reps both beginner=30s
station exercise=knee-raise
input pedal B tap=go
1 pedal B down
1.1 pedal B up
15 pedal B down
15.1 pedal B up
28 pedal B down
28.1 pedal B up
35 do stop
36 end

1.000 started
1.000 rep 1
15.000 rep 2
28.000 rep 3
31.000 target
35.000 stopped
set 1.000 35.000 knee-raise both command target=30s met reps=3
