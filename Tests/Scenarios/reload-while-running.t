# A reload leaves the running set as it began; the next one has the new settings. The selection stays.
station exercise=plank max_hold=60s
input pedal B tap=go
1 do exercise side-plank
2 pedal B down
2.1 pedal B up
10 reload max_hold=20s exercise=wall-sit alternate=false
62.5 do stop
70 pedal B down
70.1 pedal B up
95 end

1.000 ready side-plank left
2.000 started
62.000 stopped
set 2.000 62.000 side-plank left timeout
62.000 ready side-plank right
62.500 fault nothing-running
70.000 started
90.000 stopped
set 70.000 90.000 side-plank right timeout
