# rpe rates the set that runs, else the last one of the session.
station exercise=plank session_gap=1m
input keypad KP7 tap="rpe 7"
0 do rpe 9
1 do start
2 keypad KP7 down
2.1 keypad KP7 up
3 do stop
4 do rpe 8.5
62.999999 do rpe 6
63 do rpe 5
64 end

0.000 fault nothing-to-undo
1.000 started
3.000 stopped
set 1.000 3.000 plank both command rpe=7
4.000 rated plank both rpe=8.5
62.999999 rated plank both rpe=6
63.000 fault nothing-to-undo
