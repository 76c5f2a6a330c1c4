# What is forced is forced in order: the start, the target, the end, then the load for the next set.
station exercise=plank get_ready=1s stop_at_target=true target=0.1s
input pedal B long=discard
1 do start
1.9 pedal B down
2.3 do load +5
2.5 pedal B up
3 end

1.000 tick 1
2.000 started
2.100 target
2.100 stopped
set 2.000 2.100 plank both target target=0.1s met
2.300 ready plank both load=5
