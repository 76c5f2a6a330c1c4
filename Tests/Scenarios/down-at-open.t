# A key that is down when its device is opened is no press; `any` is down until all of its keys are up.
station exercise=plank
input pedal B press=hold
input other any tap=go
down pedal B
down other A
1 pedal B up
1.5 other C down
1.6 other A up, C up
2 pedal B down
3 pedal B up
4 other C down
4.2 other C up
5 end

2.000 started
3.000 stopped
set 2.000 3.000 plank both release
4.000 started
5.000 running 4.000 plank both
