# A program's session: each side in turn, the rest that it asks for with its last seconds told, the end, the next one.
station exercise=plank alternate=false
plan squat both 2 rest=10s
plan side-plank left 3s
plan side-plank right 3s rest=20s
plan squat both 2
input pedal any tap=go
1 session
2 pedal B down
3 pedal B up
4 pedal B down
5 pedal B up
6 do stop
20 do start
24 do stop
25 do start
27 do stop
30 do start
31 do rep
32 do rep
33 do stop
34 session
1833 end

1.000 set 1 of 2
2.000 started
2.000 rep 1
4.000 rep 2
4.000 target
6.000 stopped
set 2.000 6.000 squat both command target=2reps met reps=2
6.000 ready side-plank left
13.000 tick 3
14.000 tick 2
15.000 tick 1
16.000 rest-over
20.000 started
23.000 target
24.000 stopped
set 20.000 24.000 side-plank left command target=3s met
24.000 ready side-plank right
25.000 started
27.000 stopped
set 25.000 27.000 side-plank right command target=3s missed
27.000 ready squat both
30.000 started
31.000 rep 1
32.000 rep 2
32.000 target
33.000 stopped
set 30.000 33.000 squat both command target=2reps met reps=2
33.000 session-done
34.000 set 3 after 33.000 session until 1833.000
1833.000 session-over me
