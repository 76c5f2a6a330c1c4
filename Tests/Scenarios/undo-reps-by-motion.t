# Reps that motion counted are not tapped: undo throws the set away.
motion
station exercise=squat
1 do start
3 do rep
4 do rep
5 do undo
6 end

1.000 started
3.000 rep 1
4.000 rep 2
5.000 stopped
5.000 discarded squat both
