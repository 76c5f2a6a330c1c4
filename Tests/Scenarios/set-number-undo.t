# After undo the number goes back, and so does the rest: they are those of the sets that stand.
station exercise=side-plank
1 do start
2 do stop
3 do start
5 do stop
6 do start
9 do stop
10 session
11 do undo
12 session
13 do undo
14 session
15 do undo
16 session
17 end

1.000 started
2.000 stopped
set 1.000 2.000 side-plank left command
2.000 ready side-plank right
3.000 started
5.000 stopped
set 3.000 5.000 side-plank right command
5.000 ready side-plank left
6.000 started
9.000 stopped
set 6.000 9.000 side-plank left command
9.000 ready side-plank right
10.000 set 2 after 9.000 session until 1809.000
11.000 undone side-plank left
11.000 stopped
11.000 ready side-plank left
12.000 set 2 after 5.000 session until 1805.000
13.000 undone side-plank right
13.000 stopped
13.000 ready side-plank right
14.000 set 1 after 2.000 session until 1802.000
15.000 undone side-plank left
15.000 stopped
15.000 ready side-plank left
16.000 set 1
