# All three on one key: each press means one thing only.
station exercise=plank
input pedal B tap=go double="load +2.5" long=discard
1 pedal B down
1.1 pedal B up
3 pedal B down
3.1 pedal B up
3.2 pedal B down
3.3 pedal B up
5 pedal B down
6 pedal B up
7 pedal B down
7.1 pedal B up
7.2 pedal B down
9 pedal B up
10 pedal B down
10.2 pedal B up
12 end

1.000 started
3.000 ready plank both load=2.5
5.000 stopped
5.000 discarded plank both
7.000 ready plank both load=5
10.000 started
12.000 running 10.000 plank both load=5
