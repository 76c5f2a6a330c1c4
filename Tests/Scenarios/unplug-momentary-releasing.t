# The key was up before the unplug: that is the release.
station exercise=plank
input pedal B press=hold
1 pedal B down
5.000 pedal B up
5.010 unplug pedal
41 end

1.000 started
5.000 stopped
set 1.000 5.000 plank both release
