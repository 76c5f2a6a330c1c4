# A press just before max_hold that turns out to be a tap ends the hold itself.
station exercise=plank max_hold=60s
input pedal B tap=go long=discard
1 do start
60.9 pedal B down
61.1 pedal B up
63 end

1.000 started
60.900 stopped
set 1.000 60.900 plank both tap
