# toggle starts and stops a set of reps too; the taps between are counted, and idling counts from the first of them.
station exercise=squat
input pedal A tap=toggle
input pedal B tap=go
1 pedal A down
1.1 pedal A up
29 pedal B down
29.1 pedal B up
40 pedal A down
41 end

1.000 started
29.000 rep 1
40.000 stopped
set 1.000 40.000 squat both tap reps=1
