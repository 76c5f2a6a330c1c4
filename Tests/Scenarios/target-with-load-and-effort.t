# A load and an effort in the target are told, not judged.
station exercise=plank target="5s 20kg 70%"
1 do start
7 do stop
8 end

1.000 started
6.000 target
7.000 stopped
set 1.000 7.000 plank both command target=5s 20kg 70% met
