# The contact opens for up to 24.999999 ms, again and again: the hold goes on.
station exercise=plank
input pedal B press=hold
1 pedal B down
3.000 pedal B up
3.024999 pedal B down
4 pedal B up
4.001 pedal B down
4.002 pedal B up
4.01 pedal B down
9.123456 pedal B up
10 end

1.000 started
9.123456 stopped
set 1.000 9.123456 plank both release
