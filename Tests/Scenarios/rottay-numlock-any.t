# The ROTTAY keypad wraps a digit in NumLock: the keys change hands within a frame, `any` sees one press.
station exercise=plank
input keypad any tap=go
26.488156 keypad NUMLOCK down
26.496163 keypad KP1 down, NUMLOCK up
26.576000 keypad KP1 up, NUMLOCK down
26.584 keypad NUMLOCK up
30.488156 keypad NUMLOCK down
30.496163 keypad KP1 down, NUMLOCK up
30.576000 keypad KP1 up, NUMLOCK down
30.584 keypad NUMLOCK up
33 end

26.488156 started
30.488156 stopped
set 26.488156 30.488156 plank both tap
