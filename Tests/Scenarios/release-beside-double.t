# Beside a double the release of a tap is told after it, at its own time; a double has the one of its second press.
station exercise=plank
input pedal B tap="load +1" double=start release="load +10"
1 pedal B down
1.1 pedal B up
3 pedal B down
3.1 pedal B up
3.2 pedal B down
4 pedal B up
5 end

1.000 ready plank both load=1
1.100 ready plank both load=11
3.000 started
4.000 ready plank both load=21
5.000 running 3.000 plank both load=21
