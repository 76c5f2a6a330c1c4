# Every athlete has a session of their own at the station, whatever the others do in between.
station exercise=plank session_gap=1m
athlete ana beginner
1 do start
2 do stop
3 do athlete ana
4 session
5 do start
6 do stop
7 do athlete me
8 session
50 do athlete ana
51 do start
52 do stop
61.999999 do athlete me
61.999999 session
62 session
63 do athlete ana
64 session
65 end

1.000 started
2.000 stopped
set 1.000 2.000 plank both command
3.000 ready plank both athlete=ana
4.000 set 1
5.000 started
6.000 stopped
set 5.000 6.000 plank both command athlete=ana
7.000 ready plank both
8.000 set 2 after 2.000 session until 62.000
50.000 ready plank both athlete=ana
51.000 started
52.000 stopped
set 51.000 52.000 plank both command athlete=ana
61.999999 ready plank both
61.999999 set 2 after 2.000 session until 62.000
62.000 set 1
63.000 ready plank both athlete=ana
64.000 set 3 after 52.000 session until 112.000
