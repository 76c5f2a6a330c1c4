# shellcheck shell=sh
# A Joy-Con on the forearm counts curls while they are done; a pedal starts and stops the set. Then the sensor goes in the
# middle of a set, and what it saw is kept. Last, a posture is learnt, and a hold starts and stops without a tap.
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
  # The daemon may hold the other end of it, too.
  echo quit >&9
  exec 9>&-
  wait "$sensor_pid"
}
counted() { holdfast status --json | sed -n 's/.*"running":{\([^{}]*\).*/\1/p' | sed -n 's/.*"reps":\([0-9]*\).*/\1/p'; }
# The loop's, which is the main thread.
wake_ups() { sed -n 's/^voluntary_ctxt_switches:[^0-9]*//p' "/proc/$daemon_pid/status"; }
counts() { [ "$(counted)" -ge "$1" ] 2>/dev/null; }

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
before=$(wake_ups)
usleep 3000000
wakings=$(($(wake_ups) - before))
check "its 66 packets a second wake the loop 40 times at most ($((wakings / 3)))" test "$wakings" -le 120
check "before they are all done" sh -c '! grep -q done /run/sensor.out'
check "to all of them" wait_for 40 grep -q '^done 8' /run/sensor.out
usleep 1500000
tell 1 tap KEY_B 40
wait_for_sets 1
equal "eight curls are eight repetitions" "$(sets | reps)" 8
equal "of which nothing was lost" "$(sets | grep -o '"coverage":[0-9.]*')" '"coverage":1'
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
equal "nothing is wrong with the daemon" "$(holdfast status --json | grep -o '"faults":\[[^]]*\]' | head -n 1)" '"faults":[]'

# --- A posture, and sets that nobody starts

sed -e 's/^exercise = .*/exercise = "wall-sit"/' -e 's/^use = "motion"/use = "motion"\nauto = true/' \
  -e '1i keep_samples = 5' -i "$HOLDFAST_CONFIG"
holdfast reload
holdfast select wall-sit >/run/said
sensor_start 6 2500 1000
daemon_has "$node"
holdfast learn wall-sit --delay 1s --time 3s >/run/said 2>&1
equal "a posture is learnt" "$(tail -n 1 /run/said)" "wall-sit: learnt, me"
equal "and kept" "$(holdfast learn --json | field exercise)" wall-sit
check "whoever is in it holds: nobody tapped" wait_for 10 sh -c "holdfast status --json | grep -q '\"carrier\":\"motion\"'"
usleep 4000000
curl
wait_for_sets 3
equal "and whoever leaves it is done" "$(sets | tail -n 1 | field ended_by)" motion
check "with how it was held" sh -c "holdfast log --json | tail -n 1 | grep -q '\"hold\":{\"rms_mg\"'"
wait_for 40 grep -q '^done' /run/sensor.out
holdfast record --set last /run/set.evemu 2>/run/said
equal "what the sensor sent during it is a recording" "$(head -n 1 /run/set.evemu)" "# EVEMU 1.3"
check "of the sensor" grep -q '^N: Nintendo Switch Left Joy-Con IMU' /run/set.evemu
check "with its events" test "$(grep -c '^E:' /run/set.evemu)" -gt 1000
holdfast replay --json /run/set.evemu >/run/again 2>/run/said
equal "of which replay makes the set again" "$(field exercise </run/again) $(field duration_s </run/again)" \
  "$(sets | tail -n 1 | field exercise) $(sets | tail -n 1 | field duration_s)"
check "with how it was held" grep -q '"hold":{"rms_mg"' /run/again
sensor_stop
