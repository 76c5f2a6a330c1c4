# `next` passes over what is up and `previous` goes back; what runs is stored and counts; at the end nothing is left.
station exercise=wall-sit
plan plank both 10s rest=30s
plan plank both 10s rest=30s
plan squat both 5 rest=30s
plan side-plank left 5s
1 do previous
2 do next
3 do next
4 session
5 do previous
6 do start
9 do next
10 session
11 do next
12 do next
13 do previous
14 do start
15 do stop
16 end

1.000 ready plank both
2.000 ready plank both
3.000 ready squat both
4.000 set 1 of 1
5.000 ready plank both
6.000 started
9.000 stopped
set 6.000 9.000 plank both change target=10s missed
9.000 ready squat both
10.000 set 1 of 1 after 9.000 session until 1809.000
11.000 ready side-plank left
12.000 session-done
13.000 ready side-plank left
14.000 started
15.000 stopped
set 14.000 15.000 side-plank left command target=5s missed
15.000 session-done
