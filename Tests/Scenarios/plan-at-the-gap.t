# A countdown that began before the end of a session and ends after it begins the next one.
station get_ready=5s session_gap=1m
plan plank both 5s
plan squat both 5
1 do start
8 do stop
66 do start
69 session
80 do stop
81 do start
82 do stop
83 session
84 end

1.000 tick 5
2.000 tick 4
3.000 tick 3
4.000 tick 2
5.000 tick 1
6.000 started
8.000 stopped
set 6.000 8.000 plank both command target=5s missed
8.000 ready squat both
66.000 tick 5
67.000 tick 4
68.000 session-over me
68.000 tick 3
69.000 tick 2
69.000 set 1 of 1
70.000 tick 1
71.000 started
80.000 stopped
set 71.000 80.000 squat both command target=5reps missed
80.000 ready plank both
81.000 tick 5
82.000 tick 4
82.000 stopped
83.000 set 1 of 1 after 80.000 session until 140.000
