# After session_gap the count begins anew; what counts is the start of the next set, with its countdown.
station exercise=plank session_gap=1m get_ready=2s
1 do start
10 do stop
20 session
69 do start
70 session
80 do stop
81 session
137.999999 do start
138 session
139.999999 session
141 do stop
200.999999 session
201 session
202 end

1.000 tick 2
2.000 tick 1
3.000 started
10.000 stopped
set 3.000 10.000 plank both command
20.000 set 2 after 10.000 session until 70.000
69.000 tick 2
70.000 tick 1
70.000 set 1
71.000 started
80.000 stopped
set 71.000 80.000 plank both command
81.000 set 2 after 80.000 session until 140.000
137.999999 tick 2
138.000 set 2 after 80.000 session until 140.000
138.999999 tick 1
139.999999 started
139.999999 set 2 after 80.000 session until 140.000
141.000 stopped
set 139.999999 141.000 plank both command
200.999999 set 3 after 141.000 session until 201.000
201.000 set 1
