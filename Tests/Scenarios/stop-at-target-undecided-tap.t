# A tap that was pressed before the target and is known after it wins.
station exercise=plank stop_at_target=true target=10s
input pedal B tap=go long=discard
0 do start
9.9 pedal B down
10.2 pedal B up
20 do start
29.9 pedal B down
31 pedal B up
40 end

0.000 started
10.000 target
9.900 stopped
set 0.000 9.900 plank both tap target=10s missed
20.000 started
30.000 target
29.900 stopped
29.900 discarded plank both
