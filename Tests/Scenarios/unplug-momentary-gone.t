# Not back within unplug_grace: the hold ended at the instant of the unplug. Back at its very end is too late.
station exercise=plank
input pedal B press=hold
1 pedal B down
5 unplug pedal
35 plug pedal B
40 pedal B up
41 end

1.000 started
5.000 fault unplugged
5.000 stopped
set 1.000 5.000 plank both unplug
