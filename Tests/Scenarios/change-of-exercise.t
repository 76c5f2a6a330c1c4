# Another exercise ends what runs; the same one does not.
station exercise=plank
input pedal B tap=go
input keypad KP1 tap="exercise plank"
input keypad KP2 tap="exercise side-plank"
1 pedal B down
1.1 pedal B up
3 keypad KP1 down
3.1 keypad KP1 up
5 keypad KP2 down
5.1 keypad KP2 up
7 pedal B down
8 end

1.000 started
3.000 ready plank both
5.000 stopped
set 1.000 5.000 plank both change
5.000 ready side-plank left
7.000 started
8.000 running 7.000 side-plank left
