# A machine that sleeps releases the keys without a word more: the next press is a press, and goes on with a hold.
station exercise=plank
input pedal B press=hold
input other A tap=go long=undo
1 pedal B down
5.000 pedal B lost
9.000 pedal B down
12.000 pedal B up
20.000 other A down
20.300 other A lost
25.000 other A down
25.100 other A up
28.000 other A down
28.100 other A up
29 end

1.000 started
5.000 fault unplugged
12.000 stopped
set 1.000 12.000 plank both release
25.000 started
28.000 stopped
set 25.000 28.000 plank both tap
