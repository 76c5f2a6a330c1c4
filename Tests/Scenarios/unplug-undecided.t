# A press that is undecided when its device goes is dropped with what the kernel had queued; a tap before it stands.
station exercise=plank
input pedal B tap=go long=discard
input other C tap=go double=discard
1 pedal B down
1.2 unplug pedal
3 other C down
3.1 other C up
3.2 unplug other
5 end

3.000 started
5.000 running 3.000 plank both
