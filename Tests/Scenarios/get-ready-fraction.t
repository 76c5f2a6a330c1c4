# 2.5 s: the ticks tell whole seconds that are left.
station exercise=plank get_ready=2.5s
1 do start
5 do stop
6 end

1.500 tick 2
2.500 tick 1
3.500 started
5.000 stopped
set 3.500 5.000 plank both command
