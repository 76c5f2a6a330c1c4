# A second momentary key while the first is down is a fault, and its release ends nothing.
station exercise=plank
input pedal A press=hold
input pedal B press=hold
1 pedal A down
2 pedal B down
3 pedal B up
5 pedal A up
6 end

1.000 started
2.000 fault already-running
5.000 stopped
set 1.000 5.000 plank both release
