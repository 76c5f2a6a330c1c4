# Something else fits in, both of its sides too; `next` leads back to the plan, which has lost nothing.
station exercise=wall-sit rest=60s
plan plank both 10s rest=30s
plan squat both 5
1 do exercise wall-sit
2 do start
3 do stop
4 do exercise side-plank
5 do start
6 do stop
7 do start
8 do stop
9 do exercise wall-sit
10 do next
11 do start
12 do stop
13 session
14 end

1.000 ready wall-sit both
2.000 started
3.000 stopped
set 2.000 3.000 wall-sit both command target=20-30s missed
3.000 ready plank both
4.000 ready side-plank left
5.000 started
6.000 stopped
set 5.000 6.000 side-plank left command
6.000 ready side-plank right
7.000 started
8.000 stopped
set 7.000 8.000 side-plank right command
8.000 ready plank both
9.000 ready wall-sit both
10.000 ready plank both
11.000 started
12.000 stopped
set 11.000 12.000 plank both command target=10s missed
12.000 ready squat both
13.000 set 1 of 1 after 12.000 session until 1812.000
14.000 resting 42.000
