# The target's end waits for another key's press when the momentary key comes up: the target was first.
station exercise=plank stop_at_target=true target=10s
input pedal B press=hold
input other C tap=undo long=discard
1 pedal B down
10.9 other C down
11.005 pedal B up
11.3 other C up
13 end

1.000 started
11.000 target
11.000 stopped
set 1.000 11.000 plank both target target=10s met
11.325 late undo 10.900
