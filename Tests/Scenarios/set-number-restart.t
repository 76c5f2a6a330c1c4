# A restart and a reload change nothing; of the log only the running session counts.
station exercise=plank session_gap=1m
0.5 do start
1 do stop
100 do start
101 do stop
110 do start
115 do stop
116 crash
120 restart
121 session
122 do start
123 crash
125 restart
126 session
127 do stop
128 reload session_gap=1m
129 session
130 end

0.500 started
1.000 stopped
set 0.500 1.000 plank both command
100.000 started
101.000 stopped
set 100.000 101.000 plank both command
110.000 started
115.000 stopped
set 110.000 115.000 plank both command
121.000 set 3 after 115.000 session until 175.000
122.000 started
126.000 set 3 after 115.000 session until 175.000
127.000 stopped
set 122.000 127.000 plank both command
129.000 set 4 after 127.000 session until 187.000
