# The contact is open when the target comes and closes again: chatter, so the target ends the set, at its own time.
station exercise=plank stop_at_target=true target=10s
input pedal B press=hold
1 pedal B down
10.990 pedal B up
11.005 pedal B down
13 pedal B up
20 pedal B down
29.990 pedal B up
40 end

1.000 started
11.000 target
11.000 stopped
set 1.000 11.000 plank both target target=10s met
20.000 started
30.000 target
29.990 stopped
set 20.000 29.990 plank both release target=10s missed
