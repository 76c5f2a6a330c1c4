# What was done beyond the plan is taken back beside it: what the plan had asked for stays done.
plan plank both 5s
plan squat both 5
plan wall-sit both 5s
plan squat both 5
1 do start
2 do stop
3 do exercise plank
4 do start
5 do stop
6 do undo
7 do next
8 do start
9 do stop
10 end

1.000 started
2.000 stopped
set 1.000 2.000 plank both command target=5s missed
2.000 ready squat both
3.000 ready plank both
4.000 started
5.000 stopped
set 4.000 5.000 plank both command
5.000 ready squat both
6.000 undone plank both
6.000 stopped
7.000 ready wall-sit both
8.000 started
9.000 stopped
set 8.000 9.000 wall-sit both command target=5s missed
9.000 ready squat both
