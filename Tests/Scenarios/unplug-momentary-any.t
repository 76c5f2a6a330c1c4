# `any` carries a hold across a replug as well, be it with another of its keys.
station exercise=plank
input pedal any press=hold
1 pedal B down
5 unplug pedal
8 plug pedal C
12 pedal C up
13 end

1.000 started
5.000 fault unplugged
12.000 stopped
set 1.000 12.000 plank both release
