# A PCsensor has three nodes; only one of them carries keys, and all of them come and go together.
station exercise=plank
input keyboard any tap=go
input mouse any tap=go
input plain any tap=go
1 keyboard B down
1.2 keyboard B up
5 unplug keyboard
5 unplug mouse
5 unplug plain
8 plug plain
8 plug mouse
8.1 plug keyboard
31 keyboard B down
31.2 keyboard B up
32 end

1.000 started
31.000 stopped
set 1.000 31.000 plank both tap
