# The key is up again before the press has settled: the release counts from its last edge.
station exercise=plank
input pedal B press=hold
1 pedal B down
1.010 pedal B up
2 pedal B down
2.005 pedal B up
2.010 pedal B down
2.015 pedal B up
3 pedal B down
3.010 pedal B up
3.020 pedal B down
5 pedal B up
6 end

1.000 started
1.010 stopped
set 1.000 1.010 plank both release
2.000 started
2.015 stopped
set 2.000 2.015 plank both release
3.000 started
5.000 stopped
set 3.000 5.000 plank both release
