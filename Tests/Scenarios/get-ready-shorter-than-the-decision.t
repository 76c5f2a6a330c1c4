# The tap is known 350 ms after the press, the set began 50 ms after it all the same.
station exercise=plank get_ready=50ms
input pedal B tap=go double=discard
1 pedal B down
1.1 pedal B up
3 end

1.050 started
3.000 running 1.050 plank both
