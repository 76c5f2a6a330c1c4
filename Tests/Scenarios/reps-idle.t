# 20 s without a rep: the set ends at its last rep; a tap soon after only acknowledges, a later one starts a new set.
station exercise=squat
input pedal B tap=go
1 pedal B down
1.1 pedal B up
3.25 pedal B down
3.4 pedal B up
23.5 pedal B down
23.6 pedal B up
26.25 pedal B down
27 end

1.000 started
1.000 rep 1
3.250 rep 2
3.250 stopped
set 1.000 3.250 squat both idle reps=2
23.500 stopped
26.250 started
26.250 rep 1
27.000 running 26.250 squat both reps=1
