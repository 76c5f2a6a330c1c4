# undo throws away the hold that runs, and only that; the next takes back the set before.
station exercise=plank
input pedal B tap=go long=undo
1 pedal B down
1.1 pedal B up
3 pedal B down
3.1 pedal B up
10 pedal B down
10.1 pedal B up
12 pedal B down
13 pedal B up
15 pedal B down
16 pedal B up
18 pedal B down
19 pedal B up
20 end

1.000 started
3.000 stopped
set 1.000 3.000 plank both tap
10.000 started
12.000 stopped
12.000 discarded plank both
15.000 undone plank both
15.000 stopped
18.000 fault nothing-to-undo
