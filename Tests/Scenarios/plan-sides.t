# The program may have other sides than the catalogue: they outlive a reload and a restart, and what is selected by hand gets
# the one that is due.
station exercise=wall-sit
plan plank both 5s
plan wall-sit left 5s
plan wall-sit right 5s
plan side-plank both 5s
1 do next
2 reload rest=90s
3 session
4 do start
5 do stop
6 crash
7 restart
7.500 session
8 do start
9 do stop
10 do exercise side-plank
11 do start
12 do stop
13 end

1.000 ready wall-sit left
3.000 set 1 of 1
4.000 started
5.000 stopped
set 4.000 5.000 wall-sit left command target=5s missed
5.000 ready wall-sit right
7.500 set 1 of 1 after 5.000 session until 1805.000
8.000 started
9.000 stopped
set 8.000 9.000 wall-sit right command target=5s missed
9.000 ready side-plank both
10.000 ready side-plank both
11.000 started
12.000 stopped
set 11.000 12.000 side-plank both command target=5s missed
12.000 ready plank both
