# debounce is a setting of the input: with 5 ms, 10 ms of contact are a tap and 10 ms of none a release.
station exercise=plank
input pedal B tap=go
input pedal debounce=5ms
1 pedal B down
1.010 pedal B up
1.020 pedal B down
1.030 pedal B up
2 end

1.000 started
1.020 stopped
set 1.000 1.020 plank both tap
