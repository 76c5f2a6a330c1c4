# The unplug is journalled, and nothing vouches for the hold until the pedal is back.
heartbeats
station exercise=plank
input pedal B press=hold
1 pedal B down
15 unplug pedal
33 plug pedal B
45 pedal B up
50 end

1.000 started
11.000 heartbeat
15.000 heartbeat
15.000 fault unplugged
33.000 heartbeat
43.000 heartbeat
45.000 stopped
set 1.000 45.000 plank both release
