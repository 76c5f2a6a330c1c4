# A press of exactly 800 ms is long, dated by the press; one of 799.999 ms is a tap.
station exercise=plank
input pedal B tap=stop long=discard
0 do start
1 pedal B down
1.8 pedal B up
2 do start
3 pedal B down
3.799999 pedal B up
5 end

0.000 started
1.000 stopped
1.000 discarded plank both
2.000 started
3.000 stopped
set 2.000 3.000 plank both tap
