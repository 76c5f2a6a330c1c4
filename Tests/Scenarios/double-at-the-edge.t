# The second press 249.999 ms after the first's release makes a double, dated by the first press.
station exercise=plank
input pedal B tap=go double=discard
0 do start
1 pedal B down
1.1 pedal B up
1.349999 pedal B down
1.5 pedal B up
3 end

0.000 started
1.000 stopped
1.000 discarded plank both
