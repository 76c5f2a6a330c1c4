# The pedal goes during the countdown: called off, nothing is stored. A countdown by tap goes on without it.
station exercise=plank get_ready=2s
input pedal B press=hold
input pedal C tap=go
1 pedal B down
1.5 unplug pedal
3 plug pedal B
4 pedal B up
5 pedal C down
6 unplug pedal
9 end

1.000 tick 2
1.500 stopped
5.000 tick 2
6.000 tick 1
7.000 started
9.000 running 7.000 plank both
