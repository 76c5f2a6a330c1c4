# The target and a tap at the same instant: the deadline comes first, the tap then acknowledges.
station exercise=plank stop_at_target=true target=10s
input pedal B tap=go
1 pedal B down
1.1 pedal B up
11 pedal B down
12 end

1.000 started
11.000 target
11.000 stopped
set 1.000 11.000 plank both target target=10s met
11.000 stopped
