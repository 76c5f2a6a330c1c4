# Cued at the lower bound, ended at the upper; for 3 s go only acknowledges.
station stop_at_target=true
input pedal B tap=go
1 pedal B down
1.1 pedal B up
33.999999 pedal B down
34.1 pedal B up
36 pedal B down
37 end

1.000 started
21.000 target
31.000 stopped
set 1.000 31.000 wall-sit both target target=20-30s met
33.999999 stopped
36.000 started
37.000 running 36.000 wall-sit both target=20-30s
