# The beginner's 20-30 s: cued and met at the lower bound, and the set goes on.
input pedal B tap=go
1 pedal B down
1.1 pedal B up
41 pedal B down
42 end

1.000 started
21.000 target
41.000 stopped
set 1.000 41.000 wall-sit both tap target=20-30s met
