# shellcheck shell=sh
# Two identical pedals, told apart by the socket that they are plugged into, for two athletes at once.

cat >"$HOLDFAST_CONFIG" <<'TOML'
[[station]]
name = "door"
exercise = "wall-sit"
[[station.input]]
match = { name = "PCsensor FootSwitch*", phys = "usb-test-1/*" }
keys.any = { tap = "go" }

[[station]]
name = "window"
exercise = "side-plank"
[[station.input]]
match = { name = "PCsensor FootSwitch*", phys = "usb-test-2/*" }
keys.any = { tap = "go" }
TOML

pedal 1 --phys usb-test-1/input0
pedal 2 --phys usb-test-2/input0
tell 1 create
node1=$answer
tell 2 create
node2=$answer
daemon_start
daemon_has "$node1"
daemon_has "$node2"

tell 1 tap KEY_B 40
low1=$after high1=$before
usleep 400000
tell 2 tap KEY_B 40
low2=$after high2=$before
usleep 400000
tell 1 tap KEY_B 40
low1=$((before - low1)) high1=$((after - high1))
usleep 400000
tell 2 tap KEY_B 40
low2=$((before - low2)) high2=$((after - high2))
wait_for_sets 2
equal "each pedal is its own station's" "$(sets | field station | tr '\n' ' ')" "door window "
between "the first pedal's hold" "$(sets | head -n 1 | field duration_s | to_us)" "$low1" "$high1"
between "the second's, overlapping" "$(sets | tail -n 1 | field duration_s | to_us)" "$low2" "$high2"

# Plugged in again the other way round, their event numbers change places.
tell 1 destroy
tell 2 destroy
tell 2 create
equal "the second pedal has the first one's node" "$answer" "$node1"
daemon_has "$answer"
tell 1 create
daemon_has "$answer"
tell 2 tap KEY_B 40
usleep 400000
tell 2 tap KEY_B 40
wait_for_sets 3
equal "and is still the second station's" "$(sets | tail -n 1 | field station)" window
