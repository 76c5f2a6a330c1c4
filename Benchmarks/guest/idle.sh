# shellcheck shell=sh
# What holdfastd does while a pedal is plugged in and nobody taps, for 60 s, with a watchdog of 30 s as the unit has it.
# disk
# seconds: 150

mount_disk
pedal 1
tell 1 create
mkdir -p /run/holdfast
result=$(env -u HOLDFAST_CONFIG manager idle 60 30 /var/lib/holdfast holdfastd 2>/run/daemon.log)
echo "@@bench idle $result"
check "it had the pedal" grep -q "$answer" /run/daemon.log
