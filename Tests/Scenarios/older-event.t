# An event older than what was handled is taken at its own time if nothing later changed the station.
station exercise=plank
input pedal B tap=go
input keypad KP1 tap=stop
2.1 keypad KP3 down
2.05 pedal B down
2.06 pedal B up
5 pedal B down
4.9 keypad KP1 down
6 end

2.050 started
5.000 stopped
set 2.050 5.000 plank both tap
4.900 late stop 4.900
