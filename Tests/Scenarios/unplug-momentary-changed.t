# Nor does a change of exercise.
station exercise=plank
input pedal B press=hold
1 pedal B down
5 unplug pedal
9 do exercise side-plank
12 end

1.000 started
5.000 fault unplugged
5.000 stopped
set 1.000 5.000 plank both unplug
9.000 ready side-plank left
