# A stop while the pedal is gone does not lengthen the hold: it ended at the unplug.
station exercise=plank
input pedal B press=hold
1 pedal B down
5 unplug pedal
9 do stop
10 plug pedal B
11 pedal B up
12 end

1.000 started
5.000 fault unplugged
5.000 stopped
set 1.000 5.000 plank both unplug
