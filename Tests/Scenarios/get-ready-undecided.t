# A press just before the start that turns out to be a tap has called it off; one that means nothing has not.
station exercise=plank get_ready=1s
input pedal B tap=stop long="load +1"
input pedal C long=stop
1 do start
1.9 pedal B down
2.2 pedal B up
5 do start
5.9 pedal C down
6.2 pedal C up
8 end

1.000 tick 1
1.900 stopped
5.000 tick 1
6.000 started
8.000 running 6.000 plank both
