# max_hold comes while the pedal is gone: not back, it ended at the unplug.
station exercise=plank max_hold=10s
input pedal B press=hold
1 pedal B down
5 unplug pedal
60 end

1.000 started
5.000 fault unplugged
5.000 stopped
set 1.000 5.000 plank both unplug
