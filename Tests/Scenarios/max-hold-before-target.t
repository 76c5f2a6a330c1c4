# max_hold does not wait for a target that lies beyond it.
station exercise=plank max_hold=60s target=90s stop_at_target=true
1 do start
99 end

1.000 started
61.000 stopped
set 1.000 61.000 plank both timeout target=90s missed
