# A set in which no rep came within rep_idle is dropped with a fault; it has ended by itself, so go acknowledges.
motion
station exercise=reverse-lunge rep_idle=20s
input pedal B tap=go
1 pedal B down
1.1 pedal B up
22 pedal B down
22.1 pedal B up
24 pedal B down
25 end

1.000 started
21.000 discarded reverse-lunge left
21.000 fault no-reps
22.000 stopped
24.000 started
25.000 running 24.000 reverse-lunge left target=3-5reps reps=0
