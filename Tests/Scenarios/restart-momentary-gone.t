# The pedal does not come back within unplug_grace: the same.
station exercise=plank
input pedal B press=hold
1 pedal B down
27 shutdown
40 restart
71 plug pedal B
80 end

1.000 started
27.000 stopped
set 1.000 27.000 plank both shutdown
