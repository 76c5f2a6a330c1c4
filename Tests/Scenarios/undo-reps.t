# In a set of tapped reps undo takes back the last rep; with the only one the set that it began.
station exercise=squat
input pedal B tap=go
input pedal C tap=undo
1 pedal B down
1.1 pedal B up
3 pedal B down
3.1 pedal B up
5 pedal B down
5.1 pedal B up
6 pedal C down
6.1 pedal C up
40 do rep
41 do undo
42 end

1.000 started
1.000 rep 1
3.000 rep 2
5.000 rep 3
6.000 rep 2
3.000 stopped
set 1.000 3.000 squat both idle reps=2
40.000 started
40.000 rep 1
41.000 stopped
41.000 discarded squat both
