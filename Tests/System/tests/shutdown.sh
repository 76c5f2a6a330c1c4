# shellcheck shell=sh
# The daemon is stopped in the middle of a hold, and comes back in time, or too late.
# seconds: 180

cat >"$HOLDFAST_CONFIG" <<'TOML'
heartbeat = "10s"
[[station]]
name = "main"
exercise = "wall-sit"
[[station.input]]
match = { name = "PCsensor FootSwitch*" }
keys.any = { tap = "go" }
TOML

pedal 1
tell 1 create
node=$answer
daemon_start
daemon_has "$node"
tell 1 tap KEY_B 40
low=$after high=$before
sleep 1
daemon_stop
daemon_start
daemon_has "$node"
tell 1 tap KEY_B 40
wait_for_sets 1
equal "over a restart the hold goes on" "$(sets | field ended_by)" tap
between "with its exact start" "$(sets | field duration_s | to_us)" $((before - low)) $((after - high))

usleep 300000
tell 1 tap KEY_B 40
low=$after high=$before
sleep 3
stopping=$(boottime)
daemon_stop
stopped=$(boottime)
check "SIGTERM ends the daemon within 5 s" test $((stopped - stopping)) -lt 5000000
sleep 32
daemon_start
wait_for_sets 2
set=$(sets | tail -n 1)
equal "back too late, it ended with the shutdown" "$(echo "$set" | field ended_by)" shutdown
# SIGTERM is a heartbeat: nothing of the last seconds is lost.
between "at the moment of it" "$(echo "$set" | field duration_s | to_us)" $((stopping - low)) $((stopped - high))
