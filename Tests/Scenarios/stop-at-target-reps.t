# Reps 3-5: cued at the third, ended by the fifth; a sixth within 3 s is only acknowledged.
station exercise=reverse-lunge stop_at_target=true
input pedal B tap=go
1 pedal B down
1.1 pedal B up
2 pedal B down
2.1 pedal B up
3 pedal B down
3.1 pedal B up
4 pedal B down
4.1 pedal B up
5 pedal B down
5.1 pedal B up
6 pedal B down
6.1 pedal B up
9 pedal B down
10 end

1.000 started
1.000 rep 1
2.000 rep 2
3.000 rep 3
3.000 target
4.000 rep 4
5.000 rep 5
5.000 stopped
set 1.000 5.000 reverse-lunge left target target=3-5reps met reps=5
5.000 ready reverse-lunge right
6.000 stopped
9.000 started
9.000 rep 1
10.000 running 9.000 reverse-lunge right target=3-5reps reps=1
