# The same with the virtual key: it is judged at SYN_REPORT, and the kernel's says that nobody let go.
station exercise=plank
input pedal any press=hold
1 pedal B down
5.000 pedal B lost
5.060 unplug pedal
8 plug pedal
9 end

1.000 started
5.000 fault unplugged
5.000 stopped
set 1.000 5.000 plank both unplug
