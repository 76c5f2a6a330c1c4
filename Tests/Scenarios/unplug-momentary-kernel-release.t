# The kernel releases the keys of a device that it takes away, some time before reading fails: that is the unplug.
station exercise=plank
input pedal B press=hold
1 pedal B down
5.000 pedal B lost
5.060 unplug pedal
12 plug pedal B
15 pedal B up
16 pedal B down
20.000 pedal B lost
20.050 unplug pedal
60 end

1.000 started
5.000 fault unplugged
15.000 stopped
set 1.000 15.000 plank both release
16.000 started
20.000 fault unplugged
20.000 stopped
set 16.000 20.000 plank both unplug
