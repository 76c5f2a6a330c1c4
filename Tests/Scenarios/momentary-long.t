# A hold that a long press starts begins with the press and ends with its release.
station exercise=plank
input pedal B tap="load +2.5" long=hold
1 pedal B down
1.2 pedal B up
3 pedal B down
9 pedal B up
10 end

1.000 ready plank both load=2.5
3.000 started
9.000 stopped
set 3.000 9.000 plank both release load=2.5
