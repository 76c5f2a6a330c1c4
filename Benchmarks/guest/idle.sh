# shellcheck shell=sh
# What holdfastd does while a pedal is plugged in and nobody taps, for 60 s, with a watchdog of 30 s as the unit has it.
# The host reads the line "@@bench idle …".
# disk
# seconds: 300

mount_disk
mkdir -p /run/holdfast
# From a disk: pages of files in the initramfs would all count as dirty.
installed=/var/lib/holdfast/installed
mkdir -p $installed/bin
cp /bin/holdfastd $installed/bin
cp -r /share $installed
find /lib /usr/lib -name '*.so*' -exec cp {} $installed ';' 2>/dev/null
sync
pedal 1
tell 1 create
node=$answer
unset HOLDFAST_CONFIG
result=$(LD_LIBRARY_PATH=$installed manager idle 60 30 /var/lib/holdfast $installed/bin/holdfastd 2>/run/daemon.log)
echo "@@bench idle $result"
check "it had the pedal" grep -q "$node" /run/daemon.log
