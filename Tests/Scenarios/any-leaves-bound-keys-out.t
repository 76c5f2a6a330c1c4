# A key with a binding of its own is not part of `any`.
station exercise=plank
input pedal any tap=go
input pedal C tap=undo
1 pedal A down
1.2 pedal A up
3 pedal C down
3.1 pedal C up
4 pedal C down
5 pedal A down
5.1 pedal A up, C up
7 end

1.000 started
3.000 stopped
3.000 discarded plank both
4.000 fault nothing-to-undo
5.000 started
7.000 running 5.000 plank both
