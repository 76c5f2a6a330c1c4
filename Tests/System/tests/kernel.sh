# shellcheck shell=sh
# What the other tests stand on: that the emulated kernel's event times are what they take them for.
# needs: kernel

pedal 1 --phys usb-test-1/input0
pedal 2 --phys usb-test-2/input0
tell 1 create
node1=$answer
tell 2 create
node2=$answer

equal "two identical pedals differ in phys" \
  "$(cat "/sys/class/input/${node1##*/}/device/phys" "/sys/class/input/${node2##*/}/device/phys" | tr '\n' ' ')" \
  "usb-test-1/input0 usb-test-2/input0 "
equal "their nodes belong to group input" "$(stat -c '%a %G' "$node1")" "660 input"

# Each event lies between the moments before and after it was written, whatever happens to the wall clock.
listen "$node1"
: >/run/written
for step in 0 31536000 -86400 0; do
  settime step "$step"
  tell 1 down KEY_B
  echo "$before $after" >>/run/written
  usleep 30000
  tell 1 up KEY_B
  echo "$before $after" >>/run/written
done
wait_for_events 8
equal "no event is dated outside its writing, over steps of +1 year and -1 day" \
  "$(paste -d ' ' /run/reader /run/written | awk '$1 < $4 || $1 > $5 { print }')" ""
equal "the reader saw every event" "$(wc -l </run/reader | tr -d ' ')" 8

tell 1 destroy
wait "$reader_pid"
equal "unplugging ends the reader" "$(tr '\n' ' ' </run/reader.err)" "ready gone "
check "the node is gone" test ! -e "$node1"

tell 1 create
node1=$answer
listen "$node1"
tell 1 random KEY_B 1000 7 2 12 2 12
wait_for_events 2000
equal "1,000 random taps are 2,000 events" "$(wc -l </run/reader | tr -d ' ')" 2000
equal "in order, down and up in turn, none shorter than it was made" \
  "$(awk '$3 != NR % 2 || $1 <= last || $1 - last < 2000 { print NR ": " $0 } { last = $1 }' /run/reader | head -n 3)" ""

# A node that nobody gave to the group yet, as a Bluetooth pedal's in its first second.
tell 2 destroy
tell 2 create bare
equal "a bare node is root's alone" "$(stat -c '%a %G' "$answer")" "600 root"
check "another user cannot read it" su -s /bin/sh holdfast -c "! head -c 0 '$answer' 2>/dev/null"
tell 2 permit
check "a member of group input can, once permitted" su -s /bin/sh holdfast -c "test -r '$answer'"
