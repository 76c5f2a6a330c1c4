# Or until a command: then it ends there.
station exercise=plank
input pedal B tap=go
1 pedal B down
1.1 pedal B up
5 unplug pedal
100 do stop
101 end

1.000 started
100.000 stopped
set 1.000 100.000 plank both command
