# Tap, hold, tap: the set runs from press to press, to the microsecond.
station exercise=plank
input pedal B tap=go
1 pedal B down
1.2 pedal B up
46.012345 pedal B down
46.2 pedal B up
50 end

1.000 started
46.012345 stopped
set 1.000 46.012345 plank both tap
