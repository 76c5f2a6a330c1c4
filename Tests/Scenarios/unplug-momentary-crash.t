# The pedal goes (a weak supply), and then the daemon: the hold ended when the pedal went.
station exercise=plank
input pedal B press=hold
1 pedal B down
15 unplug pedal
33 crash
34 restart
35 plug pedal
40 end

1.000 started
15.000 fault unplugged
15.000 stopped
set 1.000 15.000 plank both crash
