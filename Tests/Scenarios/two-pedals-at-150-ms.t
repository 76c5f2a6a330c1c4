# At 150 ms they are two.
station exercise=plank
input left B tap=go
input right B tap=toggle
1.000 left B down
1.150 right B down
3 end

1.000 started
1.150 stopped
set 1.000 1.150 plank both tap
