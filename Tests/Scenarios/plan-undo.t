# What is taken back is up again, from the end of the session too; what was done out of turn leaves what is up.
plan plank both 5s rest=10s
plan side-plank left 5s
plan side-plank right 5s
1 do exercise side-plank
2 do start
3 do stop
4 session
5 do start
6 do stop
7 do start
8 do stop
9 do undo
10 session
11 do undo
12 session
13 end

1.000 ready side-plank left
2.000 started
3.000 stopped
set 2.000 3.000 side-plank left command target=5s missed
3.000 ready plank both
4.000 set 1 of 1 after 3.000 session until 1803.000
5.000 started
6.000 stopped
set 5.000 6.000 plank both command target=5s missed
6.000 ready side-plank right
7.000 started
8.000 stopped
set 7.000 8.000 side-plank right command target=5s missed
8.000 session-done
9.000 undone side-plank right
9.000 stopped
9.000 ready side-plank right
10.000 set 1 of 1 after 6.000 session until 1806.000
11.000 undone plank both
11.000 stopped
11.000 ready plank both
12.000 set 1 of 1 after 3.000 session until 1803.000
