# The side of the set that was taken back is due again.
station exercise=side-plank
1 do start
2 do stop
3 do undo
4 do start
5 do stop
6 do start
7 do stop
8 do undo
9 do undo
10 end

1.000 started
2.000 stopped
set 1.000 2.000 side-plank left command
2.000 ready side-plank right
3.000 undone side-plank left
3.000 stopped
3.000 ready side-plank left
4.000 started
5.000 stopped
set 4.000 5.000 side-plank left command
5.000 ready side-plank right
6.000 started
7.000 stopped
set 6.000 7.000 side-plank right command
7.000 ready side-plank left
8.000 undone side-plank right
8.000 stopped
8.000 ready side-plank right
9.000 undone side-plank left
9.000 stopped
9.000 ready side-plank left
