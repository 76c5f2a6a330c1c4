# max is never cued, never met, never missed, and nothing stops at it.
station exercise=plank target=max stop_at_target=true
1 do start
100 do stop
101 end

1.000 started
100.000 stopped
set 1.000 100.000 plank both command target=maxs
