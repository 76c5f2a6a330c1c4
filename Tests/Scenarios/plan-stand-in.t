# What stands in for an exercise once stays in its place; a target that is asked for by hand goes before the plan's.
exercise goblet-squat reps both
station exercise=plank
plan squat both 8 or=goblet-squat rest=30s
plan plank both 20s
plan squat both 8 or=goblet-squat
1 do exercise goblet-squat
2 do target 5
3 do start
4 do stop
5 do target 10s
6 do start
7 do target none
8 do stop
9 do start
10 do stop
11 end

1.000 ready goblet-squat both
2.000 ready goblet-squat both target=5s
3.000 started
4.000 stopped
set 3.000 4.000 goblet-squat both command target=5s missed
4.000 ready plank both
5.000 ready plank both target=10s
6.000 started
7.000 ready plank both
8.000 stopped
set 6.000 8.000 plank both command target=20s missed
8.000 ready goblet-squat both
9.000 started
10.000 stopped
set 9.000 10.000 goblet-squat both command target=8reps missed
10.000 session-done
