# The target passed while the daemon was away: the set ended there.
station exercise=plank stop_at_target=true target=30s
input pedal B tap=go
1 pedal B down
27 crash
40 restart
40.5 plug pedal
50 end

1.000 started
31.000 stopped
set 1.000 31.000 plank both target target=30s met
