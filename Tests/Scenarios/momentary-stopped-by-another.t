# What a momentary hold began may be stopped by another key; the release then means nothing.
station exercise=plank
input pedal A press=hold
input pedal B tap=go
1 pedal A down
4 pedal B down
4.1 pedal B up
6 pedal A up
7 end

1.000 started
4.000 stopped
set 1.000 4.000 plank both tap
