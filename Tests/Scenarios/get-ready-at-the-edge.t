# A press at the very instant of the start finds the set running: the deadline comes first.
station exercise=plank get_ready=1s
input pedal B tap=go
1 pedal B down
1.1 pedal B up
2 pedal B down
3 end

1.000 tick 1
2.000 started
2.000 stopped
set 2.000 2.000 plank both tap
