# Exactly 3 s after the end go starts again; start never waits.
station exercise=plank stop_at_target=true target=10s
input pedal B tap=toggle
1 do start
14 pedal B down
14.1 pedal B up
24.5 do start
40 end

1.000 started
11.000 target
11.000 stopped
set 1.000 11.000 plank both target target=10s met
14.000 started
24.000 target
24.000 stopped
set 14.000 24.000 plank both target target=10s met
24.500 started
34.500 target
34.500 stopped
set 24.500 34.500 plank both target target=10s met
