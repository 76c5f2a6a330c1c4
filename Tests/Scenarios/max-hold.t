# A forgotten hold ends at max_hold, 15 min, and go after it only acknowledges.
station exercise=plank
input pedal B tap=go
1 pedal B down
1.1 pedal B up
902 pedal B down
902.1 pedal B up
905 pedal B down
906 end

1.000 started
901.000 stopped
set 1.000 901.000 plank both timeout
902.000 stopped
905.000 started
906.000 running 905.000 plank both
