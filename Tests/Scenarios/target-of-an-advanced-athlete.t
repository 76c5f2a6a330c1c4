# The athlete's level decides.
athlete anna advanced
station athlete=anna
1 do start
70 do stop
71 end

1.000 started
61.000 target
70.000 stopped
set 1.000 70.000 wall-sit both command target=60-90s met athlete=anna
