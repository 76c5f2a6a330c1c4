# shellcheck shell=sh
# seconds: 240
# setup writes the configuration by tapping a real pedal, and the daemon takes it; monitor shows what a tap is taken for;
# doctor says what is not as it should be.

said() { grep -q "$1" /run/said; }
told() { grep -q "$1" /run/told; }

# answers: what is written to descriptor 9 is typed to the program that is started with `talk`.
mkfifo /run/answers
talk() {
  "$@" </run/answers >/run/said 2>&1 &
  talker=$!
  exec 9>/run/answers
}

# prompt N: waits until the question for a tap was asked so many times.
asked() { [ "$(grep -c 'Tap the pedal or key' /run/said)" -ge "$1" ]; }
prompt() { wait_for 10 asked "$1" || not_ok "setup asks for tap $1 within 10 s"; }

pedal 1 --keys KEY_A,KEY_B
tell 1 create
node=$answer
rm -f "$HOLDFAST_CONFIG"

# --- Without a daemon: the pedal is read here --------------------------------------------------------------------------

talk holdfast setup
prompt 1
tell 1 tap KEY_A 60
wait_for 10 said 'What is it to do? \[tap go, long undo\]' || not_ok "the first key is proposed as go"
echo >&9
prompt 2
tell 1 tap KEY_B 60
wait_for 10 said 'What is it to do? \[tap next\]' || not_ok "the second key is proposed as next"
echo 'exercise side-plank' >&9
prompt 3
echo >&9
wait_for 10 said 'Write it?' || not_ok "it asks before it writes"
check "nothing is written before that" test ! -e "$HOLDFAST_CONFIG"
echo y >&9
exec 9>&-
wait "$talker"
equal "setup ends well" $? 0
check "the configuration has both keys" grep -q 'keys.KEY_B = { tap = "exercise side-plank" }' "$HOLDFAST_CONFIG"
check "the device is matched by name and numbers" \
  grep -q 'match = { name = "PCsensor FootSwitch Keyboard", vendor = 0x3553, product = 0xb001 }' "$HOLDFAST_CONFIG"
check "and is right" holdfast check
cp "$HOLDFAST_CONFIG" /run/first.toml

# --- With the daemon, which has the pedal for itself ---------------------------------------------------------------------

daemon_start
daemon_has "$node"
tell 1 tap KEY_A 60
usleep 500000
check "a tap starts a hold" test "$(holdfast status --json | grep -c '"state":"running"')" = 1
tell 1 tap KEY_A 60
wait_for_sets 1

# A second pedal, known to the daemon by no entry; it is told apart from the first by its socket.
pedal 2 --keys KEY_B --phys usb-test-2/input0
tell 2 create
node2=$answer
sed -i 's/, product = 0xb001 }/, product = 0xb001, phys = "usb-test-1*" }/' "$HOLDFAST_CONFIG"
holdfast reload
talk holdfast setup --station main
prompt 1
tell 2 tap KEY_B 60
wait_for 10 said 'What is it to do?' || not_ok "the second pedal is heard"
echo hold >&9
prompt 2
check "equal pedals are told apart" said 'told apart from an equal one by the socket'
tell 1 tap KEY_B 60
wait_for 10 said 'It is bound already, for station main: tap exercise side-plank' || not_ok "a held pedal is heard, and known"
prompt 3
echo >&9
wait_for 10 said 'Write it?'
echo >&9
exec 9>&-
wait "$talker"
equal "setup ends well with a daemon" $? 0
check "the daemon has taken it" said 'holdfastd has taken it'
sed -i 's/, phys = "usb-test-1\*" }/ }/' /run/first.toml
sed 's/, phys = "usb-test-1\*" }/ }/' "$HOLDFAST_CONFIG" | head -n "$(wc -l </run/first.toml)" >/run/second.toml
check "not a byte of what was there has changed" cmp /run/first.toml /run/second.toml
daemon_has "$node2"
tell 2 down KEY_B
usleep 800000
check "the new key is a momentary hold" test "$(holdfast status --json | grep -c '"carrier":"key"')" = 1
tell 2 up KEY_B
wait_for_sets 2
equal "which ends with the release" "$(sets | tail -n 1 | field ended_by)" release

# --- monitor -------------------------------------------------------------------------------------------------------------

holdfast monitor "$node" >/run/told 2>&1 &
listener=$!
wait_for 5 told 'PCsensor' || not_ok "monitor says what it listens to"
tell 1 tap KEY_A 60
wait_for 5 told 'KEY_A tap → go' || not_ok "monitor shows a tap"
wait_for 5 told 'KEY_A released after 0.[0-3]' || not_ok "and its length"
tell 1 tap KEY_A 60
usleep 500000
tell 1 down KEY_A
wait_for 5 told 'KEY_A long → undo' || not_ok "monitor shows a long press while the key is down"
tell 1 up KEY_A
usleep 300000
kill "$listener"
wait "$listener"
ok "monitor shows gestures of a pedal that the daemon has"
tell 2 destroy
tell 2 create
daemon_stop
holdfast monitor --json --config /run/none.toml "$node" >/run/told 2>/run/said &
listener=$!
usleep 700000
tell 1 down KEY_B
tell 1 up KEY_B
usleep 60000
tell 1 tap KEY_B 40
wait_for 5 told '"gesture":"double","key":"KEY_B"' || not_ok "a double is one where nothing is configured"
kill "$listener"
wait "$listener"

# --- doctor ----------------------------------------------------------------------------------------------------------------

chmod 600 "$node"
# shellcheck disable=SC2016  # for the inner shell
su -s /bin/sh athlete -c 'holdfast doctor' >/run/said 2>&1
status=$?
equal "for somebody else the gravest problem is permission" "$status" 77
check "doctor says that the pedal is closed" said 'Permission denied'
check "and that this user is not in the group" said 'athlete is not in group holdfast'
chmod 660 "$node"
daemon_start
daemon_has "$node"
holdfast doctor >/run/said 2>&1
status=$?
equal "as root, with the daemon, all is well" "$status" 0
check "the database was looked through" said 'sets, undamaged'
check "and what could not be looked at is said" said '–        systemd does not run here'
if [ "$status" -ne 0 ]; then sed 's/^/    /' /run/said; fi
