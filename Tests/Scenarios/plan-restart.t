# After a restart the session goes on where it was, with what had been selected; what was skipped is told by the log alone.
station exercise=wall-sit
plan plank both 5s rest=10s
plan squat both 5
plan plank both 5s
1 do start
2 do stop
3 do next
4 crash
5 restart
6 session
7 do start
8 do stop
9 do start
10 do stop
20 end

1.000 started
2.000 stopped
set 1.000 2.000 plank both command target=5s missed
2.000 ready squat both
3.000 ready plank both
6.000 set 2 of 2 after 2.000 session until 1802.000
7.000 started
8.000 stopped
set 7.000 8.000 plank both command target=5s missed
8.000 ready squat both
9.000 started
10.000 stopped
set 9.000 10.000 squat both command target=5reps missed
10.000 session-done
