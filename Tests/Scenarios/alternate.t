# An exercise of each side begins left; after each stored set the other is due. One that is thrown away changes nothing.
station exercise=side-plank
1 do start
2 do stop
3 do start
4 do discard
5 do start
6 do stop
7 do start
8 do stop
9 end

1.000 started
2.000 stopped
set 1.000 2.000 side-plank left command
2.000 ready side-plank right
3.000 started
4.000 stopped
4.000 discarded side-plank right
5.000 started
6.000 stopped
set 5.000 6.000 side-plank right command
6.000 ready side-plank left
7.000 started
8.000 stopped
set 7.000 8.000 side-plank left command
8.000 ready side-plank right
