# A daemon that is back within 30 s goes on with the exact start; a hold begun by a tap needs no key.
station exercise=plank
input pedal B tap=go
1.000001 pedal B down
1.2 pedal B up
27 crash
40 restart
41 plug pedal
50 pedal B down
51 end

1.000001 started
50.000 stopped
set 1.000001 50.000 plank both tap
