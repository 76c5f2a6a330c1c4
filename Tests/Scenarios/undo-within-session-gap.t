# A set that ended session_gap ago belongs to another session: undo leaves it alone.
station exercise=plank session_gap=1m
1 do start
5 do stop
10 do start
11 do stop
70.999999 do undo
71 do undo
72 end

1.000 started
5.000 stopped
set 1.000 5.000 plank both command
10.000 started
11.000 stopped
set 10.000 11.000 plank both command
70.999999 undone plank both
70.999999 stopped
71.000 fault nothing-to-undo
