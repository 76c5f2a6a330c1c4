# Where taps are reps the first starts the set at once.
station exercise=squat get_ready=3s
input pedal B tap=go
1 pedal B down
1.1 pedal B up
2 pedal B down
3 do stop
4 end

1.000 started
1.000 rep 1
2.000 rep 2
3.000 stopped
set 1.000 3.000 squat both command reps=2
