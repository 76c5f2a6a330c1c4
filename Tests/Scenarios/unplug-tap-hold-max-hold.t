# Ended by max_hold, it keeps the moment of the unplug.
station exercise=plank
input pedal B tap=go
1 pedal B down
1.1 pedal B up
60 unplug pedal
950 end

1.000 started
60.000 stopped
set 1.000 60.000 plank both timeout
