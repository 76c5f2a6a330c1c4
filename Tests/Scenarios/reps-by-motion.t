# Where motion counts, go starts and stops the set; a set of reps runs to its stop.
motion
station exercise=squat
input pedal B tap=go
1 pedal B down
1.1 pedal B up
4 do rep
6 do rep
10 pedal B down
11 end

1.000 started
4.000 rep 1
6.000 rep 2
10.000 stopped
set 1.000 10.000 squat both tap reps=2
