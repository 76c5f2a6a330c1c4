# Another athlete ends what runs, and begins left with a load of their own.
athlete anna advanced
station exercise=side-plank
input pedal B tap=go
input keypad KP1 tap="athlete anna"
input keypad KP2 tap="athlete me"
0 do load 10
1 pedal B down
1.1 pedal B up
5 keypad KP1 down
5.1 keypad KP1 up
6 pedal B down
6.1 pedal B up
8 pedal B down
8.1 pedal B up
9 keypad KP2 down
10 end

0.000 ready side-plank left load=10
1.000 started
5.000 stopped
set 1.000 5.000 side-plank left change load=10
5.000 ready side-plank left athlete=anna
6.000 started
8.000 stopped
set 6.000 8.000 side-plank left tap athlete=anna
8.000 ready side-plank right athlete=anna
9.000 ready side-plank left load=10
