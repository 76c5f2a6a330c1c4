# Steps are counted as reps are.
exercise walking-lunge reps both beginner="3 steps"
station exercise=walking-lunge
input pedal B tap=go
1 pedal B down
1.1 pedal B up
2 pedal B down
2.1 pedal B up
3 pedal B down
4 do stop
5 end

1.000 started
1.000 rep 1
2.000 rep 2
3.000 rep 3
3.000 target
4.000 stopped
set 1.000 4.000 walking-lunge both command target=3steps met reps=3
