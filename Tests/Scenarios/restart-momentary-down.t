# The key of a momentary hold is still down: the hold goes on.
station exercise=plank
input pedal B press=hold
1 pedal B down
27 crash
40 restart
41 plug pedal B
50 pedal B up
51 end

1.000 started
50.000 stopped
set 1.000 50.000 plank both release
