# A release is told whatever the press was taken for: beside a long, after a short press and after a long one.
station exercise=plank
input pedal B long=start release="load +1"
1 pedal B down
1.1 pedal B up
3 pedal B down
5 pedal B up
6 end

1.100 ready plank both load=1
3.000 started
5.000 ready plank both load=2
6.000 running 3.000 plank both load=2
