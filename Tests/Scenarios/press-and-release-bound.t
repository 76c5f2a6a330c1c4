# press and release may each have an action of their own.
station exercise=plank
input pedal B press=start release=stop
1 pedal B down
4.5 pedal B up
6 end

1.000 started
4.500 stopped
set 1.000 4.500 plank both tap
