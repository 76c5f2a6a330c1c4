# Each athlete has a place of his own; sessions are over one by one, and the next is up.
athlete kim advanced
station exercise=wall-sit session_gap=1m
plan plank both 5s rest=10s
plan squat both 5
plan side-plank left 5s athlete=kim
plan side-plank right 5s athlete=kim
1 do start
2 do stop
3 do athlete kim
4 do start
5 do stop
6 do athlete me
7 session
90 session
91 do athlete kim
92 session
95 end

1.000 started
2.000 stopped
set 1.000 2.000 plank both command target=5s missed
2.000 ready squat both
3.000 ready side-plank left athlete=kim
4.000 started
5.000 stopped
set 4.000 5.000 side-plank left command target=5s missed athlete=kim
5.000 ready side-plank right athlete=kim
6.000 ready squat both
7.000 set 1 of 1 after 2.000 session until 62.000
62.000 session-over me
65.000 session-over kim
90.000 set 1 of 1
91.000 ready side-plank left athlete=kim
92.000 set 1 of 1
