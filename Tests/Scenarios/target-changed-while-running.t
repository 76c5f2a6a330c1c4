# A target asked for while the set runs counts from then on: nothing is cued or ended in the past.
station exercise=plank stop_at_target=true
0 do start
10 do target 5s
20 do start
21 do target 30s
22 do target 4s
25 end

0.000 started
10.000 ready plank both target=5s
10.000 target
10.000 stopped
set 0.000 10.000 plank both target target=5s met
20.000 started
21.000 ready plank both target=30s
22.000 ready plank both target=4s
24.000 target
24.000 stopped
set 20.000 24.000 plank both target target=4s met
