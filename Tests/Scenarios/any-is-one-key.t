# `any` is down while at least one of its keys is: three keys one over another are one press.
station exercise=plank
input pedal any press=hold
1 pedal A down
2 pedal B down
3 pedal A up
4 pedal C down
4.5 pedal B up
6 pedal C up
7 end

1.000 started
6.000 stopped
set 1.000 6.000 plank both release
