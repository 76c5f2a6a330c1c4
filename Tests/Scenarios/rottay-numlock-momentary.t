# The same keypad under a momentary hold: it ends when the last of the keys is up.
station exercise=plank
input keypad any press=hold
26.488156 keypad NUMLOCK down
26.496163 keypad KP1 down, NUMLOCK up
29.576000 keypad KP1 up, NUMLOCK down
29.584 keypad NUMLOCK up
33 end

26.488156 started
29.584 stopped
set 26.488156 29.584 plank both release
