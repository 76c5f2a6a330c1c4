# Sides are counted apart.
station exercise=side-plank
1 do start
2 do stop
3 session
4 do start
5 session
6 do stop
7 session
8 do start
9 do stop
10 session
11 end

1.000 started
2.000 stopped
set 1.000 2.000 side-plank left command
2.000 ready side-plank right
3.000 set 1 after 2.000 session until 1802.000
4.000 started
5.000 set 1 after 2.000 session until 1802.000
6.000 stopped
set 4.000 6.000 side-plank right command
6.000 ready side-plank left
7.000 set 2 after 6.000 session until 1806.000
8.000 started
9.000 stopped
set 8.000 9.000 side-plank left command
9.000 ready side-plank right
10.000 set 2 after 9.000 session until 1809.000
