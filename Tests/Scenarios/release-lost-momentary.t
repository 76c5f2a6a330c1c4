# Nothing but max_hold ends a momentary hold whose release is lost.
station exercise=plank max_hold=60s
input pedal B press=hold
1 pedal B down
59 pedal B repeat
70 pedal B up
71 pedal B down
73 pedal B up
80 end

1.000 started
61.000 stopped
set 1.000 61.000 plank both timeout
71.000 started
73.000 stopped
set 71.000 73.000 plank both release
