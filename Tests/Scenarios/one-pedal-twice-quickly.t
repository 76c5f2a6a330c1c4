# Two presses of one key are two, however close.
station exercise=plank
input pedal B tap=go
1 pedal B down
1.03 pedal B up
1.1 pedal B down
2 end

1.000 started
1.100 stopped
set 1.000 1.100 plank both tap
