# Back with its key up: the hold ended at the instant of the unplug.
station exercise=plank
input pedal B press=hold
1 pedal B down
5 unplug pedal
12 plug pedal
13 pedal B down
15 pedal B up
16 end

1.000 started
5.000 fault unplugged
5.000 stopped
set 1.000 5.000 plank both unplug
13.000 started
15.000 stopped
set 13.000 15.000 plank both release
