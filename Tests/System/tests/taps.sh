# shellcheck shell=sh
# 1,000 taps with random gaps: exactly the sets and durations, to the microsecond, that the kernel's own event times
# say. Without a grab, so that a second reader sees the same events.
# seconds: 240

cat >"$HOLDFAST_CONFIG" <<'TOML'
[[station]]
name = "main"
exercise = "wall-sit"

[[station.input]]
match = { name = "PCsensor FootSwitch*" }
grab = false
debounce = "10ms"
keys.any = { tap = "go" }
TOML

pedal 1
tell 1 create
node=$answer
daemon_start
daemon_has "$node"
listen "$node"
# Some are shorter than the debounce: a release counts however soon it follows.
tell 1 random KEY_B 1000 20261121 2 25 16 60
wait_for_events 2000
wait_for_sets 500

awk '$3 == 1 { n++; if (n % 2 == 0) print $1 - last; last = $1 }' /run/reader >/run/want
sets >/run/sets
field duration_s </run/sets | to_us >/run/got
equal "500 sets" "$(wc -l </run/sets | tr -d ' ')" 500
equal "durations are those of the kernel's events, to the microsecond" \
  "$(paste -d ' ' /run/got /run/want | awk '$1 != $2 { print NR ": " $0 }' | head -n 5)" ""
equal "every one ended by a tap" "$(field ended_by </run/sets | sort | uniq -c | tr -s ' ')" " 500 tap"
equal "in the order they were made" "$(field started_at </run/sets | sort -c 2>&1)" ""
