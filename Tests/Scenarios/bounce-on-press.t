# For 25 ms after the first edge further edges are ignored: one press, dated by the first.
station exercise=plank
input pedal B tap=go
1 pedal B down
1.003 pedal B up
1.006 pedal B down
1.010 pedal B up
1.012 pedal B down
1.3 pedal B up
6 pedal B down
6.024999 pedal B up
6.024999 pedal B down
7 pedal B up
8 end

1.000 started
6.000 stopped
set 1.000 6.000 plank both tap
