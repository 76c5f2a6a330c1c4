# Taps are reps: the first starts the set, stop ends it.
station exercise=squat
input pedal B tap=go
input pedal C tap=stop
1 pedal B down
1.2 pedal B up
3 pedal B down
3.2 pedal B up
5 pedal B down
5.2 pedal B up
6.5 pedal C down
8 end

1.000 started
1.000 rep 1
3.000 rep 2
5.000 rep 3
6.500 stopped
set 1.000 6.500 squat both tap reps=3
