# toggle, stop, undo and discard call the countdown off too; undo takes back nothing else.
station exercise=plank get_ready=1s
input pedal A tap=toggle
input pedal B tap=stop
input pedal C tap=undo
input pedal D tap=discard
0 do start
2 do stop
10 do start
10.5 pedal A down
20 do start
20.5 pedal B down
30 do start
30.5 pedal C down
40 do start
40.5 pedal D down
50 do start
50.5 do stop
51 end

0.000 tick 1
1.000 started
2.000 stopped
set 1.000 2.000 plank both command
10.000 tick 1
10.500 stopped
20.000 tick 1
20.500 stopped
30.000 tick 1
30.500 stopped
40.000 tick 1
40.500 stopped
50.000 tick 1
50.500 stopped
