# shellcheck shell=sh
# What the tests inside the emulated machine are written with. Read by `init`; see CONTRIBUTING.md.
set -u

# --- results -----------------------------------------------------------------------------------------------------

failures=0

ok() { echo "ok - $1"; }

# What is below it, indented, says why.
not_ok() {
  echo "not ok - $1"
  failures=$((failures + 1))
}

# check WHAT COMMAND…: the command must succeed.
check() {
  _what=$1
  shift
  if "$@"; then ok "$_what"; else not_ok "$_what"; echo "    failed: $*"; fi
}

# equal WHAT GOT WANT
equal() {
  if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1"; echo "    got:  $2"; echo "    want: $3"; fi
}

# between WHAT GOT LOW HIGH: whole numbers.
between() {
  if [ -n "$2" ] && [ "$2" -ge "$3" ] && [ "$2" -le "$4" ]; then ok "$1"; else
    not_ok "$1"; echo "    got:  $2"; echo "    want: $3 to $4"
  fi
}

# wait_for SECONDS COMMAND…: until it succeeds.
wait_for() {
  _until=$(($(boottime) + $1 * 1000000))
  shift
  until "$@"; do
    [ "$(boottime)" -lt "$_until" ] || return 1
    usleep 50000
  done
}

finish() {
  daemon_is_up && daemon_stop
  if [ "$failures" -gt 0 ] && [ -f /run/daemon.log ]; then
    echo "# what the daemon said:"
    tail -n 60 /run/daemon.log | sed 's/^/#   /'
  fi
  return 0
}

# --- the machine -------------------------------------------------------------------------------------------------

# Microseconds since boot, the clock that the kernel's events have too.
boottime() { settime boottime; }

# keep NAME VALUE: hands a word to the next stage, past the power cut; there, `kept NAME`.
keep() { echo "@@keep $1=$2"; }
kept() { sed -n "s/^$1=//p" /run/kept; }

# The power goes, at once: the host kills the emulator.
power_cut() {
  echo "@@cut"
  sleep 60
}

# The disk that lasts over the stages of a test; it holds the database.
mount_disk() {
  mkdir -p /var/lib/holdfast
  mount -t ext4 /dev/vda /var/lib/holdfast && chown holdfast:holdfast /var/lib/holdfast
}

# --- pedals: see pedal.c -----------------------------------------------------------------------------------------

# pedal N OPTION…: starts the program of pedal N (1 to 3); `tell N create` plugs it in.
pedal() {
  _n=$1
  shift
  mkfifo "/run/pedal$_n.in" "/run/pedal$_n.out"
  # shellcheck disable=SC2094
  pedal_program "$@" <"/run/pedal$_n.in" >"/run/pedal$_n.out" &
  case $_n in
    1) exec 3>/run/pedal1.in 4</run/pedal1.out ;;
    2) exec 5>/run/pedal2.in 6</run/pedal2.out ;;
    3) exec 7>/run/pedal3.in 8</run/pedal3.out ;;
  esac
}

# tell N COMMAND…: waits for the answer and leaves it in $answer, and its two parts in $before and $after.
tell() {
  _n=$1
  shift
  case $_n in
    1) echo "$*" >&3 && read -r answer <&4 ;;
    2) echo "$*" >&5 && read -r answer <&6 ;;
    3) echo "$*" >&7 && read -r answer <&8 ;;
  esac
  case $answer in
    "ok "*) ;;
    *) not_ok "pedal $_n: $*"; echo "    $answer" ;;
  esac
  answer=${answer#* }
  before=${answer% *}
  after=${answer#* }
}

# listen NODE [OPTION…]: a second reader of the device, into /run/reader.
listen() {
  reader "$@" >/run/reader 2>/run/reader.err &
  reader_pid=$!
  wait_for 5 grep -q ready /run/reader.err
}

has_heard() { [ "$(wc -l </run/reader)" -ge "$1" ]; }

# wait_for_events N: until the second reader has so many.
wait_for_events() { wait_for 10 has_heard "$1" || not_ok "$1 events within 10 s"; }

# --- the programs ------------------------------------------------------------------------------------------------

HOLDFAST_CONFIG=/etc/holdfast/holdfast.toml
HOLDFAST_DATABASE=/var/lib/holdfast/holdfast.db
HOLDFAST_SOCKET=/run/holdfast/holdfast.sock
export HOLDFAST_CONFIG HOLDFAST_DATABASE HOLDFAST_SOCKET
daemon_pid=

daemon_is_up() { [ -n "$daemon_pid" ] && kill -0 "$daemon_pid" 2>/dev/null; }

# daemon_start [OPTION…]: as user `holdfast`, who is in group `input`, as the unit does it.
daemon_start() {
  mkdir -p /var/lib/holdfast /run/holdfast
  chown holdfast:holdfast /var/lib/holdfast /run/holdfast
  chmod 750 /var/lib/holdfast
  # shellcheck disable=SC2016  # for the inner shell
  su -s /bin/sh holdfast -c 'exec "$0" "$@"' holdfastd "$@" >>/run/daemon.log 2>&1 &
  daemon_pid=$!
  if ! wait_for 20 daemon_answers; then
    not_ok "holdfastd is there within 20 s"
    return 1
  fi
}

daemon_answers() { holdfast status --json >/dev/null 2>&1; }

# Waits until the daemon has opened the node, and a little longer for what comes with it.
daemon_has() {
  if ! wait_for 10 daemon_holds "$1"; then
    not_ok "holdfastd opens $1 within 10 s"
    return 1
  fi
  usleep 300000
}

daemon_holds() {
  for _link in "/proc/$daemon_pid/fd"/*; do
    [ "$(readlink "$_link")" != "$1" ] || return 0
  done
  return 1
}

daemon_stop() {
  kill -TERM "$daemon_pid"
  wait "$daemon_pid"
  daemon_pid=
}

daemon_kill() {
  kill -KILL "$daemon_pid"
  wait "$daemon_pid" 2>/dev/null
  daemon_pid=
}

# The sets, one a line, the newest last.
sets() { holdfast log --json; }

# field NAME: its values in the sets on stdin, strings without their quotes.
field() { sed -n "s/.*\"$1\":\(\"\([^\"]*\)\"\|\([^,}]*\)\).*/\2\3/p"; }

# The repetitions of sets on stdin: a target and what a sensor saw have keys of that name, too.
reps() { sed -n 's/.*"duration_s":[0-9.]*,"reps":\([0-9a-z]*\),.*/\1/p'; }

# Seconds with six decimals on stdin as whole microseconds. (Not by awk: busybox's takes 0.055614 apart as octal.)
to_us() { sed -e 's/^\([0-9]*\)\.\([0-9]\{6\}\)$/\1\2/' -e 's/^0*\([0-9]\)/\1/'; }

count_sets() { sets | wc -l | tr -d ' '; }

has_sets() { [ "$(count_sets)" -ge "$1" ]; }

# wait_for_sets N: until so many are stored.
wait_for_sets() {
  if ! wait_for 10 has_sets "$1"; then
    not_ok "$1 sets within 10 s"
    sets | sed 's/^/    /'
    return 1
  fi
}
