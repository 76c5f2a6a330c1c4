# The running set is journalled every 10 s with its reps, and not before it starts.
heartbeats
station exercise=squat get_ready=3s
1 do start
5 do rep
15 do rep
25 do stop
60 end

1.000 tick 3
2.000 tick 2
3.000 tick 1
4.000 started
5.000 rep 1
14.000 heartbeat reps=1
15.000 rep 2
24.000 heartbeat reps=2
25.000 stopped
set 4.000 25.000 squat both command reps=2
