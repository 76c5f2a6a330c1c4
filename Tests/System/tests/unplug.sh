# shellcheck shell=sh
# The pedal goes in the middle of a hold.

cat >"$HOLDFAST_CONFIG" <<'TOML'
[[station]]
name = "main"
exercise = "wall-sit"
unplug_grace = "3s"

[[station.input]]
match = { name = "PCsensor FootSwitch*" }
keys.KEY_A = { press = "hold" }
keys.KEY_B = { tap = "go" }
TOML

pedal 1 --keys KEY_A,KEY_B
tell 1 create
daemon_start
daemon_has "$answer"

# Begun by a tap, it goes on: page turners sleep.
tell 1 tap KEY_B 40
low=$after high=$before
sleep 1
tell 1 destroy
sleep 1
tell 1 create
daemon_has "$answer"
tell 1 tap KEY_B 40
wait_for_sets 1
set=$(sets | tail -n 1)
equal "a tapped hold outlives its pedal" "$(echo "$set" | field ended_by)" tap
between "and lasts from tap to tap" "$(echo "$set" | field duration_s | to_us)" $((before - low)) $((after - high))

# Momentary, and the pedal stays away: it ends at the instant of the unplug.
usleep 300000
tell 1 down KEY_A
low=$after high=$before
sleep 1
tell 1 destroy
low=$((before - low)) high=$((after - high))
sleep 1
equal "a momentary hold is not ended before the grace is over" "$(count_sets)" 1
wait_for_sets 2
set=$(sets | tail -n 1)
equal "after the grace it is" "$(echo "$set" | field ended_by)" unplug
# The daemon learns of it by a failed read, so a little later than it happened.
between "at the instant of the unplug" "$(echo "$set" | field duration_s | to_us)" "$low" $((high + 250000))

# Momentary, and back within the grace with the key down: it goes on. The node is given to the daemon only once the
# key is down, as it is on a real pedal, where the foot never left it.
tell 1 create
daemon_has "$answer"
tell 1 down KEY_A
low=$after high=$before
sleep 1
tell 1 destroy
usleep 500000
tell 1 create bare
tell 1 down KEY_A
tell 1 permit
daemon_has "$answer"
sleep 1
tell 1 up KEY_A
wait_for_sets 3
set=$(sets | tail -n 1)
equal "back within the grace with its key down, the hold goes on" "$(echo "$set" | field ended_by)" release
between "over the unplug" "$(echo "$set" | field duration_s | to_us)" $((before - low)) $((after - high))

# Back within the grace with the key up: it ended at the unplug.
usleep 300000
tell 1 down KEY_A
low=$after high=$before
sleep 1
tell 1 destroy
low=$((before - low)) high=$((after - high))
usleep 300000
tell 1 create
wait_for_sets 4
set=$(sets | tail -n 1)
equal "back with its key up, the hold ended" "$(echo "$set" | field ended_by)" unplug
between "at the unplug" "$(echo "$set" | field duration_s | to_us)" "$low" $((high + 250000))
equal "four sets in all" "$(count_sets)" 4
