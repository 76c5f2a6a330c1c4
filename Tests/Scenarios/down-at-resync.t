# A key found down after SYN_DROPPED is no press.
station exercise=plank
input pedal B tap=go
input pedal C press=hold
1 drop pedal B C
2 pedal B up
2.1 pedal C up
3 pedal B down
3.2 pedal B up
4 end

3.000 started
4.000 running 3.000 plank both
