# The load is kept per athlete and exercise, never below 0, and counts for the set that runs.
athlete anna beginner
station exercise=plank
input keypad KPPLUS tap="load +2.5"
input keypad KPMINUS tap="load -2.5"
1 keypad KPPLUS down
1.1 keypad KPPLUS up
2 keypad KPPLUS down
2.1 keypad KPPLUS up
3 do exercise squat
4 do load 20
5 do exercise plank
6 do start
7 keypad KPMINUS down
7.1 keypad KPMINUS up
8 do stop
9 do athlete anna
10 do load 1
11 do athlete me
12 do load -30
13 do exercise squat
14 do load none
15 do exercise plank
16 do exercise squat
17 end

1.000 ready plank both load=2.5
2.000 ready plank both load=5
3.000 ready squat both
4.000 ready squat both load=20
5.000 ready plank both load=5
6.000 started
7.000 ready plank both load=2.5
8.000 stopped
set 6.000 8.000 plank both command load=2.5
9.000 ready plank both athlete=anna
10.000 ready plank both load=1 athlete=anna
11.000 ready plank both load=2.5
12.000 ready plank both
13.000 ready squat both load=20
14.000 ready squat both
15.000 ready plank both
16.000 ready squat both
