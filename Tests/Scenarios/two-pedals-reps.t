# Where taps are reps, two pedals hit together count one; the same pedal twice counts two.
station exercise=squat
input left B tap=go
input right B tap=go
1 left B down
1.02 right B down
1.06 right B up
1.06 left B up
1.14 left B down
3 do stop
4 end

1.000 started
1.000 rep 1
1.140 rep 2
3.000 stopped
set 1.000 3.000 squat both command reps=2
