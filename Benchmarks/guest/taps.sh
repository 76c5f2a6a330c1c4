# shellcheck shell=sh
# Processor time per tap: holdfastd, taplog (libevdev and SQLite in C) and reader (reads and prints), each with a pedal
# of its own, in turns. The host reads the lines "@@bench NAME FIGURE".
# disk
# seconds: 450

mount_disk
taps=40
rounds=5
cat >"$HOLDFAST_CONFIG" <<'TOML'
[[station]]
name = "main"
exercise = "wall-sit"

[[station.input]]
match = { phys = "usb-test-1/input0" }
keys.any = { tap = "go" }
TOML

pedal 1 --phys usb-test-1/input0
tell 1 create
node_1=$answer
pedal 2 --phys usb-test-2/input0
tell 2 create
node_2=$answer
pedal 3 --phys usb-test-3/input0
tell 3 create
node_3=$answer

# An empty database of this version for taplog, and holdfastd on its own.
HOLDFAST_DATABASE=/var/lib/holdfast/peer.db
daemon_start && daemon_stop
HOLDFAST_DATABASE=/var/lib/holdfast/holdfast.db
daemon_start
daemon_has "$node_1"
taplog "$node_2" /var/lib/holdfast/peer.db 2>/run/taplog.err &
taplog_pid=$!
reader "$node_3" >/run/reader 2>/run/reader.err &
reader_pid=$!
wait_for 10 grep -q ready /run/taplog.err || not_ok "taplog is there: $(cat /run/taplog.err)"
wait_for 10 grep -q ready /run/reader.err || not_ok "reader is there: $(cat /run/reader.err)"

# ns that a thread has run so far
ran() { cut -d ' ' -f 1 "/proc/$1/task/$2/schedstat"; }
ran_whole() { cat "/proc/$1"/task/*/schedstat | awk '{ s += $1 } END { printf "%.0f\n", s }'; }

# play N: the taps of pedal N, and what comes of them.
play() {
  tell "$1" random KEY_B $taps 20261121 30 40 30 40
  usleep 300000
}

for n in 1 2 3; do play $n; done
for _ in $(seq $rounds); do
  whole=$(ran_whole "$daemon_pid")
  loop=$(ran "$daemon_pid" "$daemon_pid")
  play 1
  echo "@@bench holdfastd $((($(ran_whole "$daemon_pid") - whole) / taps))"
  echo "@@bench loop $((($(ran "$daemon_pid" "$daemon_pid") - loop) / taps))"
  whole=$(ran_whole $taplog_pid)
  play 2
  echo "@@bench taplog $((($(ran_whole $taplog_pid) - whole) / taps))"
  whole=$(ran_whole $reader_pid)
  play 3
  echo "@@bench reader $((($(ran_whole $reader_pid) - whole) / taps))"
done
sets=$(count_sets)
equal "holdfastd stored every set" "$sets" $(((rounds + 1) * taps / 2))
HOLDFAST_DATABASE=/var/lib/holdfast/peer.db
equal "taplog stored as many" "$(count_sets)" "$sets"
equal "reader printed every event" "$(wc -l </run/reader | tr -d ' ')" $(((rounds + 1) * taps * 2))
kill $taplog_pid $reader_pid
