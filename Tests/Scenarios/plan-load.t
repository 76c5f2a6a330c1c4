# The load of the plan is for the first set: what is chosen for an exercise by hand stays with it, from round to round.
plan squat both "5 20kg"
plan plank both 5s
plan squat both "5 20kg"
1 do load 15
2 do start
3 do stop
4 do start
5 do stop
6 do start
7 do stop
8 end

1.000 ready squat both load=15
2.000 started
3.000 stopped
set 2.000 3.000 squat both command target=5reps 20kg missed load=15
3.000 ready plank both
4.000 started
5.000 stopped
set 4.000 5.000 plank both command target=5s missed
5.000 ready squat both load=15
6.000 started
7.000 stopped
set 6.000 7.000 squat both command target=5reps 20kg missed load=15
7.000 session-done
