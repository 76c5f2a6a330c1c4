# A momentary hold goes on over a reload while its key is down; so does a set that a command began.
station exercise=plank
input pedal B press=hold
1 pedal B down
5 reload get_ready=1s
9 pedal B up
12 do start
15 reload
20 do stop
21 end

1.000 started
9.000 stopped
set 1.000 9.000 plank both release
12.000 tick 1
13.000 started
20.000 stopped
set 13.000 20.000 plank both command
