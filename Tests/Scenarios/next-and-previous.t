# Through the catalogue, round at its ends; an exercise of each side begins left.
station exercise=plank
input keypad KP6 tap=next
input keypad KP4 tap=previous
1 keypad KP6 down
1.1 keypad KP6 up
2 keypad KP4 down
2.1 keypad KP4 up
3 keypad KP4 down
3.1 keypad KP4 up
4 keypad KP4 down
4.1 keypad KP4 up
5 keypad KP6 down
6 end

1.000 ready side-plank left
2.000 ready plank both
3.000 ready wall-sit both
4.000 ready reverse-lunge left
5.000 ready wall-sit both
