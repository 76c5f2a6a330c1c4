# Unless the pedal was back before.
station exercise=plank
input pedal B tap=go
1 pedal B down
1.1 pedal B up
60 unplug pedal
70 plug pedal
950 end

1.000 started
901.000 stopped
set 1.000 901.000 plank both timeout
