# A release that bounces is no new press.
station exercise=plank
input pedal B tap=go
1 pedal B down
1.2 pedal B up
1.203 pedal B down
1.206 pedal B up
1.209 pedal B down
1.212 pedal B up
6 pedal B down
6.3 pedal B up
6.324999 pedal B down
6.5 pedal B up
8 end

1.000 started
6.000 stopped
set 1.000 6.000 plank both tap
