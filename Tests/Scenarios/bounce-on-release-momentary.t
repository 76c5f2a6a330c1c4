# A press within 25 ms cancels the release; the one that stands is dated by its own first edge.
station exercise=plank
input pedal B press=hold
1 pedal B down
3.000 pedal B up
3.004 pedal B down
3.008 pedal B up
5 end

1.000 started
3.008 stopped
set 1.000 3.008 plank both release
