# Autorepeat is dropped: no new press, no end of a hold, no longer press.
station exercise=plank
input pedal B tap=go
input pedal C tap=go long=discard
1 pedal B down
1.250 pedal B repeat
1.283 pedal B repeat
1.316 pedal B repeat
1.349 pedal B repeat
1.382 pedal B repeat, C repeat
1.415 pedal B repeat
1.5 pedal B up
1.51 pedal B repeat
1.52 pedal B repeat
3 pedal C down
3.25 pedal C repeat
3.28 pedal C repeat
3.31 pedal C repeat
3.4 pedal C up
5 end

1.000 started
3.000 stopped
set 1.000 3.000 plank both tap
