# shellcheck shell=sh
# The daemon is held up while more events come than the kernel keeps: SYN_DROPPED.

cat >"$HOLDFAST_CONFIG" <<'TOML'
[[station]]
name = "main"
exercise = "wall-sit"
[[station.input]]
match = { name = "PCsensor FootSwitch*" }
keys.KEY_A = { press = "hold" }
keys.KEY_B = { tap = "go" }
TOML

pedal 1 --keys KEY_A,KEY_B,KEY_C
tell 1 create
daemon_start
daemon_has "$answer"

# Released while events were dropped: the hold ends at the re-sync.
tell 1 down KEY_A
low=$after high=$before
usleep 500000
kill -STOP "$daemon_pid"
tell 1 up KEY_A
released=$before
tell 1 burst KEY_C 500
usleep 500000
kill -CONT "$daemon_pid"
wait_for_sets 1
equal "a momentary hold released while events were dropped has ended" "$(sets | field ended_by)" dropped
between "not before its release, nor long after the re-sync" "$(sets | field duration_s | to_us)" \
  $((released - low)) $(($(boottime) - high))

# Still down at the re-sync: it goes on.
usleep 300000
tell 1 down KEY_A
low=$after high=$before
usleep 300000
kill -STOP "$daemon_pid"
tell 1 burst KEY_C 500
kill -CONT "$daemon_pid"
usleep 500000
tell 1 up KEY_A
wait_for_sets 2
set=$(sets | tail -n 1)
equal "one whose key is still down goes on" "$(echo "$set" | field ended_by)" release
between "to its release" "$(echo "$set" | field duration_s | to_us)" $((before - low)) $((after - high))

# A tapped hold loses nothing.
usleep 300000
tell 1 tap KEY_B 40
low=$after high=$before
usleep 300000
kill -STOP "$daemon_pid"
tell 1 burst KEY_C 500
kill -CONT "$daemon_pid"
usleep 500000
tell 1 tap KEY_B 40
wait_for_sets 3
set=$(sets | tail -n 1)
equal "a tapped hold goes on to its tap" "$(echo "$set" | field ended_by)" tap
between "whatever was dropped" "$(echo "$set" | field duration_s | to_us)" $((before - low)) $((after - high))
