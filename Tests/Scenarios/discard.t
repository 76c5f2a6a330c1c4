# discard throws away what runs, and never takes back what is stored.
station exercise=plank
input pedal B tap=go long=discard
1 pedal B down
1.1 pedal B up
3 pedal B down
3.1 pedal B up
5 pedal B down
5.1 pedal B up
8 pedal B down
9 pedal B up
10 pedal B down
11 pedal B up
12 do undo
13 end

1.000 started
3.000 stopped
set 1.000 3.000 plank both tap
5.000 started
8.000 stopped
8.000 discarded plank both
10.000 fault nothing-running
12.000 undone plank both
12.000 stopped
