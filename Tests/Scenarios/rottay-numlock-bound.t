# A bound digit counts once; the NumLock around it means nothing.
station exercise=plank
input keypad KP1 tap="exercise side-plank"
26.488156 keypad NUMLOCK down
26.496163 keypad KP1 down, NUMLOCK up
26.576000 keypad KP1 up, NUMLOCK down
26.584 keypad NUMLOCK up
28 end

26.496163 ready side-plank left
