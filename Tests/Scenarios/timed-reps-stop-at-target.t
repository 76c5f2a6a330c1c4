# Timed reps that stop at the target, begun by a start.
exercise knee-raise reps both beginner=10s
station exercise=knee-raise stop_at_target=true
input pedal B tap=go
1 do start
3 pedal B down
3.1 pedal B up
5 pedal B down
5.1 pedal B up
12 pedal B down
15 end

1.000 started
3.000 rep 1
5.000 rep 2
11.000 target
11.000 stopped
set 1.000 11.000 knee-raise both target target=10s met reps=2
12.000 stopped
