# A hold on the tap of a key that has a long too: known at the release, it runs from press to release all the same.
station exercise=plank
input pedal B tap=hold long="load +1"
1 pedal B down
1.5 pedal B up
3 pedal B down
4 pedal B up
5 pedal B down
5.2 unplug pedal
6 end

1.000 started
1.500 stopped
set 1.000 1.500 plank both release
3.000 ready plank both load=1
