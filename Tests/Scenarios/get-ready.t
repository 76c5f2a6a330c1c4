# The countdown's cues, and a start that is the tap plus get_ready exactly.
station exercise=plank get_ready=3s
input pedal B tap=go
1.123456 pedal B down
1.3 pedal B up
10 pedal B down
11 end

1.123456 tick 3
2.123456 tick 2
3.123456 tick 1
4.123456 started
10.000 stopped
set 4.123456 10.000 plank both tap
