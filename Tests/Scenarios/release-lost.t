# The release is lost (raspberrypi/linux#143): the key repeats for ever, and the next press brings only an up.
station exercise=plank
input pedal B tap=go
1 pedal B down
1.3 pedal B repeat
9 pedal B repeat
10 pedal B up
11 pedal B down
11.2 pedal B up
12 end

1.000 started
11.000 stopped
set 1.000 11.000 plank both tap
