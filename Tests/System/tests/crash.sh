# shellcheck shell=sh
# The daemon is killed in the middle of a hold. Back within 30 s it carries on with the exact start; later, the hold
# ended at the last heartbeat.
# seconds: 180

cat >"$HOLDFAST_CONFIG" <<'TOML'
heartbeat = "2s"
[[station]]
name = "main"
exercise = "wall-sit"
[[station.input]]
match = { name = "PCsensor FootSwitch*" }
keys.KEY_A = { press = "hold" }
keys.KEY_B = { tap = "go" }
TOML

pedal 1 --keys KEY_A,KEY_B
tell 1 create
node=$answer

daemon_start
daemon_has "$node"
tell 1 tap KEY_B 40
low=$after high=$before
sleep 1
daemon_kill
equal "a hold that runs is not in the log" "$(count_sets)" 0
sleep 2
daemon_start
daemon_has "$node"
tell 1 tap KEY_B 40
wait_for_sets 1
equal "back in time, the hold goes on to its tap" "$(sets | field ended_by)" tap
between "with its exact start" "$(sets | field duration_s | to_us)" $((before - low)) $((after - high))

# A momentary hold whose key is up on return ends at the heartbeat.
usleep 300000
tell 1 down KEY_A
low=$after high=$before
sleep 3
daemon_kill
killed=$(boottime)
tell 1 up KEY_A
daemon_start
wait_for_sets 2
set=$(sets | tail -n 1)
equal "a momentary hold whose key is up on return has ended" "$(echo "$set" | field ended_by)" crash
between "at its last heartbeat" "$(echo "$set" | field duration_s | to_us)" $((killed - low - 2500000)) $((killed - high))

# Gone for more than 30 s.
daemon_has "$node"
tell 1 tap KEY_B 40
low=$after high=$before
sleep 5
daemon_kill
killed=$(boottime)
sleep 32
daemon_start
wait_for_sets 3
set=$(sets | tail -n 1)
equal "back too late, the hold has ended" "$(echo "$set" | field ended_by)" crash
between "at its last heartbeat, at most 2 s before the end" "$(echo "$set" | field duration_s | to_us)" \
  $((killed - low - 2500000)) $((killed - high))
daemon_has "$node"
tell 1 tap KEY_B 40
usleep 500000
tell 1 tap KEY_B 40
wait_for_sets 4
equal "the next tap begins a new one" "$(count_sets)" 4
