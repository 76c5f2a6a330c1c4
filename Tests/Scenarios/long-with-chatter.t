# A contact that opens around the 800 ms and closes again is still one long press.
station exercise=plank
input pedal B tap=stop long=discard
0 do start
1 pedal B down
1.790 pedal B up
1.805 pedal B down
2 pedal B up
3 end

0.000 started
1.000 stopped
1.000 discarded plank both
