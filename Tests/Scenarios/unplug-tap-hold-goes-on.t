# A hold begun by a tap goes on without its pedal (page turners sleep), until a tap.
station exercise=plank
input pedal B tap=go
1 pedal B down
1.1 unplug pedal
200 plug pedal B
200.5 pedal B up
201 pedal B down
202 end

1.000 started
201.000 stopped
set 1.000 201.000 plank both tap
