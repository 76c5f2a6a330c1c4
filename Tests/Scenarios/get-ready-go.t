# go during the countdown calls it off and stores nothing; the next one starts anew.
station exercise=plank get_ready=2s
input pedal B tap=go
1 pedal B down
1.1 pedal B up
2.5 pedal B down
2.6 pedal B up
4 pedal B down
8 end

1.000 tick 2
2.000 tick 1
2.500 stopped
4.000 tick 2
5.000 tick 1
6.000 started
8.000 running 6.000 plank both
