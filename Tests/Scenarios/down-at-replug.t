# A key that is down when its device comes back is no press.
station exercise=plank
input pedal B tap=go
input pedal C press=hold
1 unplug pedal
2 plug pedal B C
3 pedal B up, C up
4 pedal B down
4.2 pedal B up
5 end

4.000 started
5.000 running 4.000 plank both
