# shellcheck shell=sh
# The shipped configuration with the home plan: from a plugged-in pedal to the second set by taps alone. After a power cut
# in mid-session the place is kept.
# disk
# stages: 2
# seconds: 150

# As somebody would who takes the "#" away; the end of a set would come after 20 s.
sed -e 's/^#rep_idle = "20s"/rep_idle = "2s"/' -e 's/^#\[\[athlete\]\]/[[athlete]]/' -e 's/^#id = "me"/id = "me"/' \
  -e 's/^#program = "home-plan"/program = "home-plan"/' /share/holdfast/holdfast.toml >"$HOLDFAST_CONFIG"
cat >>"$HOLDFAST_CONFIG" <<'TOML'
[cues]
command = ["/bin/sh", "-c", "echo \"$1\" >>/var/lib/holdfast/said", "cue", "{text}"]
TOML

# place: how far the session is, and what is up: "DONE of ALL: EXERCISE SIDE, set N of M, REPS".
place() {
  holdfast status --json | sed -n \
    -e 's/.*"sets_done":\([0-9]*\),"sets_planned":\([0-9]*\),"up":{\([^{}]*\),"target":{"reps":\([0-9]*\)},"set":{\([^}]*\)}.*/\1 of \2: \3, \5, \4/' \
    -e 's/"exercise":"\([^"]*\)",.*"side":"\([a-z]*\)", "number":\([0-9]*\),"of":\([0-9]*\)/\1 \2, set \3 of \4/p'
}
is_at() { [ "$(place)" = "$1" ]; }
# at WHERE: whether the session comes to that.
at() { wait_for 10 is_at "$1" || { place | sed 's/^/    /'; return 1; }; }
said() { grep -qx "$1" /var/lib/holdfast/said; }

# taps N: after a set that ended by itself a tap within 3 s would only acknowledge that.
taps() {
  usleep 3100000
  for _ in $(seq "$1"); do
    tell 1 tap KEY_B 40
    usleep 100000
  done
}

check "boot $STAGE: the disk can be mounted" mount_disk
pedal 1
tell 1 create
node=$answer
daemon_start
daemon_has "$node"

if [ "$STAGE" = 1 ]; then
  check "the first set of the home plan is up" at "0 of 24: squat both, set 1 of 3, 12"
  taps 12
  wait_for_sets 1
  equal "12 taps are 12 repetitions of it" "$(sets | field exercise) $(sets | reps)" "squat 12"
  check "the second set is up" at "1 of 24: push-up both, set 1 of 3, 12"
  equal "next says so, too" "$(holdfast next)" "push-up, set 1 of 3, 12 reps"
  check "and the cue" wait_for 5 said "Push-up, set 1 of 3, 12 reps"
  taps 12
  wait_for_sets 2
  check "then the third, of the left side" at "2 of 24: reverse-lunge left, set 1 of 3, 10"
  keep ids "$(sets | field id | tr '\n' ',')"
  power_cut
fi

equal "after the power cut the sets are all there" "$(sets | field id | tr '\n' ',')" "$(kept ids)"
check "and the place is the same" at "2 of 24: reverse-lunge left, set 1 of 3, 10"
taps 10
wait_for_sets 3
check "from there it goes on, to the other side" at "3 of 24: reverse-lunge right, set 1 of 3, 10"
check "which is said" wait_for 5 said "Reverse lunge, right, set 1 of 3, 10 reps"
equal "with nothing wrong" "$(holdfast status --json | grep -o '"faults":\[[^]]*\]')" '"faults":[]'
