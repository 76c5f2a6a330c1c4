# double and long are settings of the input.
station exercise=plank
input pedal B tap=go double="load +2.5" long=discard
input pedal double=400ms long=2s
1 pedal B down
2.9 pedal B up
3.299999 pedal B down
3.4 pedal B up
5 pedal B down
5.1 pedal B up
8 pedal B down
10 pedal B up
11 end

1.000 ready plank both load=2.5
5.000 started
8.000 stopped
8.000 discarded plank both
