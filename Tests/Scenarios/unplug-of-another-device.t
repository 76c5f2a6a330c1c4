# Only the device that carries the hold matters.
station exercise=plank max_hold=60s
input pedal B press=hold
input keypad KP1 tap=go
1 pedal B down
2 unplug keypad
10 pedal B up
11 plug keypad
20 keypad KP1 down
20.1 keypad KP1 up
21 unplug pedal
90 end

1.000 started
10.000 stopped
set 1.000 10.000 plank both release
20.000 started
80.000 stopped
set 20.000 80.000 plank both timeout
