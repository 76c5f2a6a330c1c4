# What cannot be done is told and changes nothing.
station exercise=plank
1 do exercise wall-sot
2 do athlete nobody
3 do side
4 do side left
5 do rep
6 do stop
7 do discard
8 do undo
9 do rpe 8
10 do start
11 do rep
12 do start
13 do hold
14 do exercise wall-sot
15 do side
16 do stop
17 do exercise side-plank
18 do side both
19 do exercise squat
20 do hold
21 do rep
22 do hold
23 do start
24 do stop
25 end

1.000 fault unknown
2.000 fault unknown
3.000 fault no-sides
4.000 fault no-sides
5.000 fault rep-on-hold
6.000 fault nothing-running
7.000 fault nothing-running
8.000 fault nothing-to-undo
9.000 fault nothing-to-undo
10.000 started
11.000 fault rep-on-hold
12.000 fault already-running
13.000 fault already-running
14.000 fault unknown
15.000 fault no-sides
16.000 stopped
set 10.000 16.000 plank both command
17.000 ready side-plank left
18.000 fault no-sides
19.000 ready squat both
20.000 fault hold-on-reps
21.000 started
21.000 rep 1
22.000 fault hold-on-reps
23.000 fault already-running
24.000 stopped
set 21.000 24.000 squat both command reps=1
