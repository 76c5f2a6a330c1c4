# A key could have counted, but none was pressed: reps is 0.
station exercise=squat
input pedal A tap=toggle
input pedal B tap=rep
1 pedal A down
1.1 pedal A up
61 pedal A down
62 end

1.000 started
61.000 stopped
set 1.000 61.000 squat both tap reps=0
