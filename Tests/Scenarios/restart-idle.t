# The selection returns after a restart, with the side that was due and the load.
station exercise=plank
input pedal B tap=go
1 do exercise side-plank
2 do load 5
3 do start
4 do stop
10 crash
20 restart
20.1 plug pedal
21 pedal B down
22 end

1.000 ready side-plank left
2.000 ready side-plank left load=5
3.000 started
4.000 stopped
set 3.000 4.000 side-plank left command load=5
4.000 ready side-plank right load=5
21.000 started
22.000 running 21.000 side-plank right load=5
