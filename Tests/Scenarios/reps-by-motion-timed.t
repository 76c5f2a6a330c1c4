# With a target in seconds the set may well begin without a rep: nothing idles before the first.
motion
station exercise=squat target=30s
input pedal B tap=go
1 pedal B down
1.1 pedal B up
40 pedal B down
41 end

1.000 started
31.000 target
40.000 stopped
set 1.000 40.000 squat both tap target=30s met reps=0
