# Another side ends what runs; the one that runs already does not.
station exercise=side-plank
input pedal B tap=go
input keypad KPSLASH tap=side
1 pedal B down
1.1 pedal B up
2 do side left
5 keypad KPSLASH down
5.1 keypad KPSLASH up
7 pedal B down
7.1 pedal B up
9 pedal B down
10 end

1.000 started
2.000 ready side-plank left
5.000 stopped
set 1.000 5.000 side-plank left change
5.000 ready side-plank right
7.000 started
9.000 stopped
set 7.000 9.000 side-plank right tap
9.000 ready side-plank left
