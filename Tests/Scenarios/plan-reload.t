# A reload loses neither the place nor the rest, nor what of it was told.
station exercise=wall-sit
plan plank both 5s rest=5s
plan plank both 5s rest=5s
plan squat both 5
1 do start
2 do stop
3 do next
4.500 reload rest=90s
5 session
6 do start
7 do stop
8 end

1.000 started
2.000 stopped
set 1.000 2.000 plank both command target=5s missed
2.000 ready plank both
3.000 ready squat both
4.000 tick 3
5.000 tick 2
5.000 set 1 of 1 after 2.000 session until 1802.000
6.000 tick 1
6.000 started
7.000 stopped
set 6.000 7.000 squat both command target=5reps missed
7.000 session-done
