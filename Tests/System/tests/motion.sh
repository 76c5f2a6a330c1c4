# shellcheck shell=sh
# A Joy-Con on the forearm counts curls while they are done; a pedal starts and stops the set. Then the sensor goes in the
# middle of a set, and what it saw is kept.
# seconds: 180

cat >"$HOLDFAST_CONFIG" <<'TOML'
[[station]]
name = "main"
exercise = "squat"

[[station.input]]
match = { name = "PCsensor FootSwitch*" }
keys.any = { tap = "go" }

[[station.input]]
match = { name = "Nintendo * IMU" }
use = "motion"
TOML

# sensor_start REPS PERIOD_MS REST_MS: plugs it in; `curl` begins, and `sensor_stop` unplugs it.
sensor_start() {
  rm -f /run/sensor.in
  mkfifo /run/sensor.in
  sensor "$@" </run/sensor.in >/run/sensor.out &
  sensor_pid=$!
  exec 9>/run/sensor.in
  wait_for 10 grep -q '^ok' /run/sensor.out
  node=$(sed -n 's/^ok //p' /run/sensor.out)
}
curl() { echo curl >&9; }
sensor_stop() {
  exec 9>&-
  wait "$sensor_pid"
}
counts() { [ "$(holdfast status --json | sed -n 's/.*"reps":\([0-9]*\).*/\1/p')" -ge "$1" ] 2>/dev/null; }

pedal 1
tell 1 create
pedal_node=$answer
sensor_start 8 2500 1500
daemon_start
daemon_has "$pedal_node"
daemon_has "$node"

tell 1 tap KEY_B 40
curl
check "the count rises while they are done" wait_for 20 counts 3
check "before they are all done" sh -c '! grep -q done /run/sensor.out'
check "to all of them" wait_for 40 grep -q '^done 8' /run/sensor.out
usleep 1500000
tell 1 tap KEY_B 40
wait_for_sets 1
equal "eight curls are eight repetitions" "$(sets | reps)" 8
equal "of which nothing was lost" "$(sets | grep -o '"coverage":[0-9.]*')" '"coverage":1.0'
equal "with a sensor that is sound" "$(sets | grep -o '"faults":\[[^]]*\],"reps"')" '"faults":[],"reps"'
equal "each with its time" "$(sets | grep -o '"at_s"' | wc -l)" 8
sensor_stop

sensor_start 8 2000 1000
daemon_has "$node"
tell 1 tap KEY_B 40
curl
check "the second set counts, too" wait_for 20 counts 3
sensor_stop
usleep 500000
tell 1 tap KEY_B 40
wait_for_sets 2
check "what it saw before it was unplugged is kept" test "$(sets | reps | tail -n 1)" -ge 3
check "and the set says that samples are missing" sh -c "holdfast log --json | tail -n 1 | grep -q '\"gap\"'"
equal "nothing is wrong with the daemon" "$(holdfast status --json | grep -o '"faults":\[[^]]*\]')" '"faults":[]'
