# The 250 ms run from the release's first edge, though it stands only 25 ms later; bounce is no second press.
station exercise=plank
input pedal B tap=go double=discard
0 do start
1 pedal B down
1.1 pedal B up
1.110 pedal B down
1.115 pedal B up
1.364999 pedal B down
1.5 pedal B up
3 pedal B down
3.1 pedal B up
3.110 pedal B down
3.115 pedal B up
5 end

0.000 started
1.000 stopped
1.000 discarded plank both
3.000 started
5.000 running 3.000 plank both
