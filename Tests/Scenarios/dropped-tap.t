# A key whose release was lost in SYN_DROPPED was tapped, dated by its press.
station exercise=plank
input pedal B tap=go long=discard
1 pedal B down
1.5 drop pedal
3 pedal B down
3.1 pedal B up
4 end

1.000 started
3.000 stopped
set 1.000 3.000 plank both tap
