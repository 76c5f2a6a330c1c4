# The pedal under a momentary hold goes and is back with its key down: the hold goes on.
station exercise=plank
input pedal B press=hold
1 pedal B down
5 unplug pedal
34.999999 plug pedal B
40 pedal B up
41 end

1.000 started
5.000 fault unplugged
40.000 stopped
set 1.000 40.000 plank both release
