# go from two pedals within 150 ms is one, to start and to stop.
station exercise=plank
input left B tap=go
input right B tap=go
1.000 left B down
1.149999 right B down
1.3 left B up
1.3 right B up
11 right B down
11.001 left B down
11.3 left B up, B up
11.3 right B up
14 end

1.000 started
11.000 stopped
set 1.000 11.000 plank both tap
