# A press that never ends is no first half of a double: it is a tap, dated by the press.
station exercise=plank target=10s stop_at_target=true
input pedal B tap=go double=discard
1 pedal B down
30 pedal B up
31 end

1.000 started
11.000 target
11.000 stopped
set 1.000 11.000 plank both target target=10s met
