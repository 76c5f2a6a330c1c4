# shellcheck shell=sh
# The wall clock is moved in the middle of a hold: no duration changes. And once the clock is known to be right, the
# sets of this boot get their true dates.

cat >"$HOLDFAST_CONFIG" <<'TOML'
[[station]]
name = "main"
exercise = "wall-sit"
[[station.input]]
match = { name = "PCsensor FootSwitch*" }
grab = false
keys.any = { tap = "go" }
TOML

pedal 1
tell 1 create
node=$answer
settime unsynced
mkdir -p /run/systemd
daemon_start
daemon_has "$node"
listen "$node"
for step in 0 31536000 -86400; do
  tell 1 tap KEY_B 40
  usleep 500000
  settime step "$step"
  usleep 500000
  tell 1 tap KEY_B 40
  usleep 300000
done
wait_for_sets 3
awk '$3 == 1 { n++; if (n % 2 == 0) print $1 - last; last = $1 }' /run/reader >/run/want
for number in 1 2 3; do
  equal "hold $number over a step of the wall clock lasts as long as the kernel says" \
    "$(sets | sed -n "${number}p" | field duration_s | to_us)" "$(sed -n "${number}p" /run/want)"
done
equal "the clock was not known to be right" "$(sets | field clock | sort -u)" unsynced

# NTP answers, as systemd-timesyncd does it: the clock jumps, which makes the kernel call it unsynchronized; then it is
# said to be right, and a file says so too.
settime step 3600
settime synced
mkdir -p /run/systemd/timesync
: >/run/systemd/timesync/synchronized
all_synced() { [ "$(sets | field clock | sort -u)" = synced ]; }
check "the sets become synced when the clock does" wait_for 5 all_synced
seconds_of() { date -u -D '%Y-%m-%dT%H:%M:%S' -d "$(echo "$1" | cut -c 1-19)" +%s; }
offset=$(($(date +%s) - $(boottime) / 1000000))
number=0
for started in $(sets | field started_at); do
  number=$((number + 1))
  tapped=$(awk '$3 == 1' /run/reader | sed -n "$((number * 2 - 1))p" | cut -d ' ' -f 1)
  want=$((offset + tapped / 1000000))
  between "set $number has the date that its tap had by the right clock" "$(seconds_of "$started")" \
    $((want - 1)) $((want + 1))
done
for number in 1 2 3; do
  equal "set $number lasts what it did" \
    "$(sets | sed -n "${number}p" | field duration_s | to_us)" "$(sed -n "${number}p" /run/want)"
done
