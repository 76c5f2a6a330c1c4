# Gone, back with the key down, gone again: the grace runs anew.
station exercise=plank
input pedal B press=hold
1 pedal B down
5 unplug pedal
30 plug pedal B
31 unplug pedal
55 plug pedal B
60 pedal B up
61 end

1.000 started
5.000 fault unplugged
31.000 fault unplugged
60.000 stopped
set 1.000 60.000 plank both release
