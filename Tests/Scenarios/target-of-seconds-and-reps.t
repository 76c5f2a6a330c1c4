# With both in the target it is met when both are; the later one cues.
station exercise=squat target="5s 2reps"
input pedal B tap=go
1 pedal B down
1.1 pedal B up
2 pedal B down
2.1 pedal B up
8 do stop
20 pedal B down
20.1 pedal B up
27 pedal B down
28 do stop
29 end

1.000 started
1.000 rep 1
2.000 rep 2
6.000 target
8.000 stopped
set 1.000 8.000 squat both command target=5s 2reps met reps=2
20.000 started
20.000 rep 1
27.000 rep 2
27.000 target
28.000 stopped
set 20.000 28.000 squat both command target=5s 2reps met reps=2
