# The release of a momentary hold calls its countdown off, also when it is undecided at the start.
station exercise=plank get_ready=2s
input pedal B press=hold
1 pedal B down
1.7 pedal B up
5 pedal B down
6.999999 pedal B up
10 pedal B down
11.999 pedal B up
12.001 pedal B down
14 pedal B up
16 end

1.000 tick 2
1.700 stopped
5.000 tick 2
6.000 tick 1
6.999999 stopped
10.000 tick 2
11.000 tick 1
12.000 started
14.000 stopped
set 12.000 14.000 plank both release
