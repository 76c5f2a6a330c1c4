# A rep exactly 20 s after the last comes too late, one a microsecond earlier does not.
station exercise=squat
1 do rep
20.999999 do rep
40.999999 do rep
42 end

1.000 started
1.000 rep 1
20.999999 rep 2
20.999999 stopped
set 1.000 20.999999 squat both idle reps=2
40.999999 started
40.999999 rep 1
42.000 running 40.999999 squat both reps=1
