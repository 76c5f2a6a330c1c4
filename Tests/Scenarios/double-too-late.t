# 250.000 ms after the release it is a second tap.
station exercise=plank
input pedal B tap=go double=discard
0 do start
1 pedal B down
1.1 pedal B up
1.350 pedal B down
1.5 pedal B up
3 end

0.000 started
1.000 stopped
set 0.000 1.000 plank both tap
1.350 started
3.000 running 1.350 plank both
