# A set that was stopped by hand has not ended by itself: go starts the next at once.
station exercise=plank
input pedal B tap=go
1 pedal B down
1.1 pedal B up
3 pedal B down
3.1 pedal B up
3.5 pedal B down
4 end

1.000 started
3.000 stopped
set 1.000 3.000 plank both tap
3.500 started
4.000 running 3.500 plank both
