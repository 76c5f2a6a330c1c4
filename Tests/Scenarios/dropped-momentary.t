# After SYN_DROPPED the key of a momentary hold is found up: the hold ends there, marked.
station exercise=plank
input pedal B press=hold
1 pedal B down
5 drop pedal
7 pedal B down
9 drop pedal B
11 pedal B up
12 end

1.000 started
5.000 stopped
set 1.000 5.000 plank both dropped
7.000 started
11.000 stopped
set 7.000 11.000 plank both release
