# A change of side ends a set of tapped reps where it stands.
station exercise=reverse-lunge
1 do rep
2 do rep
4 do side right
5 end

1.000 started
1.000 rep 1
2.000 rep 2
4.000 stopped
set 1.000 4.000 reverse-lunge left change target=3-5reps missed reps=2
4.000 ready reverse-lunge right
