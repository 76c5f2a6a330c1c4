# A set that a start began stays when its only rep is taken back; the next undo throws it away.
station exercise=squat
input pedal B tap=go
input pedal C tap=toggle
1 pedal C down
1.1 pedal C up
3 pedal B down
3.1 pedal B up
4 do undo
50 pedal C down
50.1 pedal C up
60 pedal C down
61 do undo
62 end

1.000 started
3.000 rep 1
4.000 rep 0
50.000 stopped
set 1.000 50.000 squat both tap reps=0
60.000 started
61.000 stopped
61.000 discarded squat both
