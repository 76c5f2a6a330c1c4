# shellcheck shell=sh
# The lamp and the beeper of a pedal say what happens: the kernel hands what the daemon sends back to uinput.

cat >"$HOLDFAST_CONFIG" <<'TOML'
[[station]]
name = "main"
exercise = "wall-sit"
target = "1s"

[[station.input]]
match = { name = "PCsensor FootSwitch*" }
keys.any = { tap = "go" }

[cues]
led = "LED_NUML"
sound = true
TOML

# said: the lamp's and the beeper's last words since the last call.
said() { tell 1 outputs; }
lamp() { echo "$answer" | tr ' ' '\n' | sed -n 's/^led:0=//p' | tail -n 1; }
tones() { echo "$answer" | tr ' ' '\n' | sed -n 's/^tone=//p' | grep -v '^0$' | sort -un | tr '\n' ' '; }

pedal 1 --outputs
tell 1 create
daemon_start
daemon_has "$answer"
said

tell 1 tap KEY_B 40
usleep 500000
said
equal "the lamp is on while a set runs" "$(lamp)" 1
equal "the start is heard" "$(tones)" "880 "
sleep 1
usleep 500000
said
equal "the target is heard" "$(tones)" "1320 "
equal "and blinks, and the lamp is on again" "$(lamp)" 1
tell 1 tap KEY_B 40
wait_for_sets 1
usleep 500000
said
equal "the lamp is off after it" "$(lamp)" 0
check "the stop or the saving is heard" test -n "$(tones)"
equal "and no tone is left on" "$(echo "$answer" | tr ' ' '\n' | sed -n 's/^tone=//p' | tail -n 1)" 0
