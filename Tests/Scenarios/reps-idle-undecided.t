# A press before rep_idle is over counts, though it is known to be a tap only later.
station exercise=squat
input pedal B tap=go long=undo
1 pedal B down
1.1 pedal B up
20.9 pedal B down
21.2 pedal B up
22 do stop
23 end

1.000 started
1.000 rep 1
20.900 rep 2
22.000 stopped
set 1.000 22.000 squat both command reps=2
