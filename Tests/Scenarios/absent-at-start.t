# A device that comes later works as one that was there.
station exercise=plank
input pedal B tap=go
absent pedal
5 plug pedal
6 pedal B down
6.1 pedal B up
8 pedal B down
9 end

6.000 started
8.000 stopped
set 6.000 8.000 plank both tap
