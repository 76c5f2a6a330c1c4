# Nothing counts reps on a hold: such a part is not met.
station exercise=plank target="5s 2reps"
1 do start
9 do stop
10 end

1.000 started
9.000 stopped
set 1.000 9.000 plank both command target=5s 2reps missed
