# Without alternation the side stays until it is changed by hand.
station exercise=side-plank alternate=false
1 do start
2 do stop
3 do start
4 do stop
5 do side
6 do start
7 do stop
8 end

1.000 started
2.000 stopped
set 1.000 2.000 side-plank left command
3.000 started
4.000 stopped
set 3.000 4.000 side-plank left command
5.000 ready side-plank right
6.000 started
7.000 stopped
set 6.000 7.000 side-plank right command
