# The same for a momentary hold that is bound to the tap of a key.
station exercise=plank stop_at_target=true target=10s
input pedal B tap=hold
20 pedal B down
29.990 pedal B up
40 end

20.000 started
30.000 target
29.990 stopped
set 20.000 29.990 plank both release target=10s missed
