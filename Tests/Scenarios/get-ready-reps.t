# A start counts down for reps as well; go then is no rep but calls it off, and rep waits for the set.
station exercise=squat get_ready=2s
input pedal B tap=go
1 do start
1.5 pedal B down
1.6 pedal B up
3 do start
4 do rep
6 pedal B down
6.1 pedal B up
8 do stop
9 end

1.000 tick 2
1.500 stopped
3.000 tick 2
4.000 tick 1
4.000 fault already-running
5.000 started
6.000 rep 1
8.000 stopped
set 5.000 8.000 squat both command reps=1
