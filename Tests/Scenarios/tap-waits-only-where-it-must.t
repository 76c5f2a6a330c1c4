# A key with only a tap acts on the press; beside a long it waits for the release, and keeps the press's time.
station exercise=plank get_ready=100ms
input pedal B tap=go
input pedal C tap=stop long=discard
1 pedal B down
1.05 pedal B up
4 pedal C down
4.5 pedal C up
5 end

1.100 started
4.000 stopped
set 1.100 4.000 plank both tap
