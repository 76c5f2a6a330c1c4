station exercise=plank
1 do start
4 do next
5 end

1.000 started
4.000 stopped
set 1.000 4.000 plank both change
4.000 ready side-plank left
