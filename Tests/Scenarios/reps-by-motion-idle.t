# Ended by rep_idle it runs from its start to the last rep.
motion
station exercise=squat rep_idle=5s get_ready=1s
input pedal B tap=go
1 pedal B down
3 do rep
4 do rep
20 end

1.000 tick 1
2.000 started
3.000 rep 1
4.000 rep 2
4.000 stopped
set 2.000 4.000 squat both idle reps=2
