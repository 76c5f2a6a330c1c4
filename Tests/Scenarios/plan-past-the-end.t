# After the end, what had been passed over and is done all the same counts for the plan; nobody rests for what does not come.
plan plank both 5s rest=10s
plan squat both 5
1 do next
2 do next
3 do exercise plank
4 do start
5 do stop
6 do previous
7 end

1.000 ready squat both
2.000 session-done
3.000 ready plank both
4.000 started
5.000 stopped
set 4.000 5.000 plank both command target=5s missed
5.000 session-done
6.000 ready squat both
