# A countdown and a rest go on over a reload.
station exercise=plank get_ready=2s rest=10s
1 do start
2.5 reload get_ready=0s
4 do stop
5 reload
15 end

1.000 tick 2
2.000 tick 1
3.000 started
4.000 stopped
set 3.000 4.000 plank both command
11.000 tick 3
12.000 tick 2
13.000 tick 1
14.000 rest-over
