# shellcheck shell=sh
# devices, monitor, record and replay on a real device: with the daemon and without it, they say and see the same.

cat >"$HOLDFAST_CONFIG" <<'TOML'
[[station]]
name = "main"
exercise = "wall-sit"
[[station.input]]
match = { name = "PCsensor FootSwitch*" }
keys.any = { tap = "go" }
TOML

said() { grep -q "$1" /run/said; }

# take FILE: records pedal 1 while it makes two taps; the durations of what a replay makes of it go to /run/got.
take() {
  holdfast record "$1" --device "$node" 2>/run/said &
  recorder=$!
  wait_for 5 said recording
  tell 1 tap KEY_B 60
  usleep 400000
  tell 1 tap KEY_B 60
  usleep 300000
  kill -INT "$recorder"
  wait "$recorder"
  equal "record ends well on Ctrl-C" $? 0
  holdfast replay --json "$1" | field duration_s | to_us >/run/got
}

has_heard_key() { [ "$(grep -c '"code_name":"KEY_B"' /run/heard)" -ge 2 ]; }

# watch_keys: what monitor shows of two events, as JSON. It does not say when it listens: the tap is made until it is heard.
watch_keys() {
  : >/run/heard
  holdfast monitor --json "$node" >>/run/heard 2>/run/said &
  listener=$!
  for _ in 1 2 3 4 5 6; do
    usleep 700000
    tell 1 tap KEY_B 60
    wait_for 2 has_heard_key && break
    # One event may have been heard alone, the listener having come between the two.
    : >/run/heard
  done
  kill "$listener"
  wait "$listener"
  grep -o '"code_name":"KEY_B"\|"value":[01],"type_name":"EV_KEY"' /run/heard | tr '\n' ' '
}

# The emulator has a keyboard, which nobody asked for.
check "devices knows a keyboard when it sees one" test "$(holdfast devices | grep -c 'a full keyboard')" = 1
holdfast record /run/none.evemu 2>/run/said
equal "nothing to record is no input" $? 66
check "and no file is made" test ! -e /run/none.evemu

pedal 1
tell 1 create
node=$answer

# Without the daemon.
check "devices knows the pedal" test "$(holdfast devices | grep -c 'a known foot pedal')" = 1
equal "and that it can be read" "$(holdfast devices --json | grep PCsensor | grep -o '"readable":[a-z]*')" '"readable":true'
equal "monitor reads it itself" "$(watch_keys)" \
  '"value":1,"type_name":"EV_KEY" "code_name":"KEY_B" "value":0,"type_name":"EV_KEY" "code_name":"KEY_B" '
take /run/direct.evemu
between "a replay of the recording times the taps" "$(cat /run/got)" 400000 900000
holdfast record /run/direct.evemu --device "$node" 2>/run/said
equal "record does not overwrite" $? 64
check "and says how to" said "[-]-force"
check "the clock's anchor is in the recording" grep -q '^# Clock: boottime' /run/direct.evemu

# A user who may not read the node is told what to do; the daemon's user may.
chmod 600 "$node"
# shellcheck disable=SC2016  # for the inner shell
su -s /bin/sh holdfast -c 'holdfast devices' >/run/said
check "devices says that the node is closed" said "you cannot read it: Permission denied"
chmod 660 "$node"

# With the daemon, which has the pedal for itself alone.
daemon_start
daemon_has "$node"
check "devices knows who has it" test "$(holdfast devices | grep -c 'holdfastd reads it for station main, alone')" = 1
equal "monitor hears of it through the daemon" "$(watch_keys)" \
  '"value":1,"type_name":"EV_KEY" "code_name":"KEY_B" "value":0,"type_name":"EV_KEY" "code_name":"KEY_B" '
holdfast discard >/dev/null
take /run/held.evemu
wait_for_sets 1
equal "the recording of a held pedal gives exactly the daemon's set" \
  "$(cat /run/got)" "$(sets | tail -n 1 | field duration_s | to_us)"
