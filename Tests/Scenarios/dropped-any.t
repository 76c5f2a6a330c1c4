# The same for `any`, whose keys are counted anew.
station exercise=plank
input pedal any press=hold
1 pedal A down
2 pedal B down
3 drop pedal C
4 pedal C up
6 pedal A down
7 drop pedal
8 end

1.000 started
4.000 stopped
set 1.000 4.000 plank both release
6.000 started
7.000 stopped
set 6.000 7.000 plank both dropped
