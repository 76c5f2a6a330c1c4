# The rest is timed from the end of the set; a start ends it unsaid.
station exercise=plank rest=60s
1 do start
11 do stop
80 do start
90 do stop
100 do start
110 do discard
200 do start
210 do stop
220 end

1.000 started
11.000 stopped
set 1.000 11.000 plank both command
68.000 tick 3
69.000 tick 2
70.000 tick 1
71.000 rest-over
80.000 started
90.000 stopped
set 80.000 90.000 plank both command
100.000 started
110.000 stopped
110.000 discarded plank both
200.000 started
210.000 stopped
set 200.000 210.000 plank both command
220.000 resting 270.000
