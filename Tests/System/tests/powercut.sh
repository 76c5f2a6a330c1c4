# shellcheck shell=sh
# The power goes in the middle of a hold: the sets before it are all there, and the hold ends at its last heartbeat.
# disk
# stages: 2

cat >"$HOLDFAST_CONFIG" <<'TOML'
heartbeat = "1s"
[[station]]
name = "main"
exercise = "wall-sit"
[[station.input]]
match = { name = "PCsensor FootSwitch*" }
keys.any = { tap = "go" }
TOML

check "boot $STAGE: the disk can be mounted" mount_disk
pedal 1
tell 1 create
node=$answer
daemon_start
daemon_has "$node"

if [ "$STAGE" = 1 ]; then
  for _ in 1 2 3; do
    tell 1 tap KEY_B 40
    usleep 300000
    tell 1 tap KEY_B 40
    usleep 300000
  done
  wait_for_sets 3
  keep durations "$(sets | field duration_s | tr '\n' ',')"
  keep ids "$(sets | field id | tr '\n' ',')"
  tell 1 tap KEY_B 40
  keep low "$after"
  keep high "$before"
  sleep 4
  keep cut "$(boottime)"
  power_cut
fi

wait_for_sets 4
equal "the sets from before are all there" "$(sets | head -n 3 | field duration_s | tr '\n' ',')" "$(kept durations)"
equal "with their ids" "$(sets | head -n 3 | field id | tr '\n' ',')" "$(kept ids)"
set=$(sets | tail -n 1)
equal "the hold that ran has ended" "$(echo "$set" | field ended_by)" power-cut
between "at its last heartbeat, at most 1 s before the cut" "$(echo "$set" | field duration_s | to_us)" \
  $(($(kept cut) - $(kept low) - 1600000)) $(($(kept cut) - $(kept high) + 200000))
equal "the database is whole" "$(ls /var/lib/holdfast/*corrupt* /var/lib/holdfast/*damaged* 2>/dev/null)" ""
tell 1 tap KEY_B 40
usleep 500000
tell 1 tap KEY_B 40
wait_for_sets 5
equal "the next tap begins a new one" "$(count_sets)" 5
