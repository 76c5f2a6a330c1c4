# The target's time comes while the pedal is gone: whether it was reached is known when the pedal is back.
station exercise=plank stop_at_target=true target=10s
input pedal B press=hold
1 pedal B down
5 unplug pedal
13 plug pedal B
14 pedal B up
21 pedal B down
25 unplug pedal
60 end

1.000 started
5.000 fault unplugged
11.000 target
11.000 stopped
set 1.000 11.000 plank both target target=10s met
21.000 started
25.000 fault unplugged
31.000 target
25.000 stopped
set 21.000 25.000 plank both unplug target=10s missed
