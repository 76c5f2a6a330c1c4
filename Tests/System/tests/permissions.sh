# shellcheck shell=sh
# A Bluetooth pedal's node is there a second before it may be opened. The daemon tries again, and does not spin.

cat >"$HOLDFAST_CONFIG" <<'TOML'
[[station]]
name = "main"
exercise = "wall-sit"
[[station.input]]
match = { name = "PCsensor FootSwitch*" }
keys.any = { tap = "go" }
TOML

daemon_start
check "the daemon starts with no device at all" daemon_is_up
pedal 1
tell 1 create bare
node=$answer
# User and system time of the daemon in hundredths of a second.
ticks() { awk '{ print $14 + $15 }' "/proc/$daemon_pid/stat"; }
usleep 500000
used=$(ticks)
sleep 3
between "it does not spin on a node that it may not open" $(($(ticks) - used)) 0 30
daemon_holds "$node" && not_ok "it opened a node that it may not open"
tell 1 tap KEY_B 40
tell 1 permit
daemon_has "$node"
ok "once permitted, it is opened"
tell 1 tap KEY_B 40
low=$after high=$before
sleep 1
tell 1 tap KEY_B 40
wait_for_sets 1
between "and its taps are timed" "$(sets | field duration_s | to_us)" $((before - low)) $((after - high))
equal "a tap from before counts for nothing" "$(count_sets)" 1

# Taken away and given back, as by a udev rule that comes late: what is open stays open.
chmod 000 "$node"
usleep 300000
chmod 660 "$node"
tell 1 tap KEY_B 40
usleep 500000
tell 1 tap KEY_B 40
wait_for_sets 2
equal "one event, one set: the node was not opened twice" "$(count_sets)" 2
