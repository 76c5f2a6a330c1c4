# Something later is asked for while the end waits: the target has ended the set, the earlier tap comes too late.
station exercise=plank stop_at_target=true target=10s
input pedal B tap=go double=discard
input other C tap=go
0 do start
9.9 pedal B down
10.0 pedal B up
10.1 other C down
12 end

0.000 started
10.000 target
10.000 stopped
set 0.000 10.000 plank both target target=10s met
10.100 stopped
10.250 late go 9.900
