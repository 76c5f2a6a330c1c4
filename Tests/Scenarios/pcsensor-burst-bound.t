# A PCsensor pedal that is held for 7 s types Win+R and a web address: keys without a binding are nothing.
station exercise=plank
input pedal B press=hold
1 pedal B down
8.000 pedal LEFTMETA down, R down
8.008 pedal LEFTMETA up, R up
8.016 pedal H down
8.024 pedal H up
8.032 pedal T down
8.040 pedal T up
8.048 pedal T down
8.056 pedal T up
8.064 pedal P down
8.072 pedal P up
8.080 pedal SLASH down
8.088 pedal SLASH up
8.096 pedal ENTER down
8.104 pedal ENTER up
21 pedal B up
25 end

1.000 started
21.000 stopped
set 1.000 21.000 plank both release
