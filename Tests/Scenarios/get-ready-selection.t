# Another exercise calls the countdown off; a load does not, and counts for the set.
station exercise=plank get_ready=1s
1 do start
1.5 do exercise side-plank
3 do start
3.5 do load +5
6 do stop
7 end

1.000 tick 1
1.500 stopped
1.500 ready side-plank left
3.000 tick 1
3.500 ready side-plank left load=5
4.000 started
6.000 stopped
set 4.000 6.000 side-plank left command load=5
6.000 ready side-plank right load=5
