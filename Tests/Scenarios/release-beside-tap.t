# A release is bound beside a tap: both happen, each at its own time.
station exercise=plank
input pedal B tap=start release=stop
1 pedal B down
4.5 pedal B up
6 end

1.000 started
4.500 stopped
set 1.000 4.500 plank both tap
