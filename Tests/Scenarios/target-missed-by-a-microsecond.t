# 19.999999 s are no 20 s; exactly 20 s are.
input pedal B tap=go
1 pedal B down
1.1 pedal B up
20.999999 pedal B down
21.1 pedal B up
30 pedal B down
30.1 pedal B up
50 pedal B down
51 end

1.000 started
20.999999 stopped
set 1.000 20.999999 wall-sit both tap target=20-30s missed
30.000 started
50.000 target
50.000 stopped
set 30.000 50.000 wall-sit both tap target=20-30s met
