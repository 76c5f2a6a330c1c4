# select --target comes before the station's, that before the catalogue's; it lasts until the exercise changes.
station target=5s
1 do start
7 do stop
8 do target 3s
10 do start
14 do stop
15 do target none
16 do exercise plank
17 do target 2s
18 do exercise wall-sit
20 do start
26 do stop
27 end

1.000 started
6.000 target
7.000 stopped
set 1.000 7.000 wall-sit both command target=5s met
8.000 ready wall-sit both target=3s
10.000 started
13.000 target
14.000 stopped
set 10.000 14.000 wall-sit both command target=3s met
15.000 ready wall-sit both
16.000 ready plank both
17.000 ready plank both target=2s
18.000 ready wall-sit both
20.000 started
25.000 target
26.000 stopped
set 20.000 26.000 wall-sit both command target=5s met
