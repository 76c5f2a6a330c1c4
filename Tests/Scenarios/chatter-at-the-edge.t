# Open for exactly 25 ms is a release: a deadline comes before an event of the same instant.
station exercise=plank
input pedal B press=hold
1 pedal B down
3.000 pedal B up
3.025 pedal B down
4 pedal B up
5 end

1.000 started
3.000 stopped
set 1.000 3.000 plank both release
3.025 started
4.000 stopped
set 3.025 4.000 plank both release
