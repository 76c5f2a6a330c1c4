# An undecided press that means nothing delays the end, but not its time.
station exercise=plank stop_at_target=true target=10s
input pedal B long=discard
0 do start
9.9 pedal B down
10.3 pedal B up
14 end

0.000 started
10.000 target
10.000 stopped
set 0.000 10.000 plank both target target=10s met
