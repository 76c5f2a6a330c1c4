# Reps go on from the journal; idling counts from the last one that it knows.
station exercise=squat
input pedal B tap=go
1 pedal B down
1.1 pedal B up
3 pedal B down
3.1 pedal B up
12 crash
15 restart
15.1 plug pedal
16 pedal B down
40 end

1.000 started
1.000 rep 1
3.000 rep 2
16.000 rep 3
16.000 stopped
set 1.000 16.000 squat both idle reps=3
