# The key is up on return: the hold ended at the last heartbeat.
station exercise=plank
input pedal B press=hold
1 pedal B down
27 crash
40 restart
41 plug pedal
50 end

1.000 started
21.000 stopped
set 1.000 21.000 plank both crash
