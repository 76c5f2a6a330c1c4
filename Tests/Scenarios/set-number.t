# The sets of an exercise are counted as they are stored; another exercise has its own numbers.
station exercise=plank
1 session
2 do start
3 session
5 do stop
6 session
10 do start
20 do stop
21 do exercise wall-sit
22 session
23 do start
24 do discard
25 session
30 do exercise plank
31 session
32 end

1.000 set 1
2.000 started
3.000 set 1
5.000 stopped
set 2.000 5.000 plank both command
6.000 set 2 after 5.000 session until 1805.000
10.000 started
20.000 stopped
set 10.000 20.000 plank both command
21.000 ready wall-sit both
22.000 set 1 after 20.000 session until 1820.000
23.000 started
24.000 stopped
24.000 discarded wall-sit both
25.000 set 1 after 20.000 session until 1820.000
30.000 ready plank both
31.000 set 3 after 20.000 session until 1820.000
