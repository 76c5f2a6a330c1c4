#!/usr/bin/env python3
"""Writes the demo's two recordings, pedal.evemu and keypad.evemu, beside itself: a workout of two and a half minutes."""
import pathlib

from evemu import KEY_NUMLOCK, digit, press, recording

HERE = pathlib.Path(__file__).parent
KEY_B, KEY_KP2, KEY_KP3, KEY_KPENTER = 48, 80, 81, 96


def us(seconds):
    return round(seconds * 1_000_000)


# The time line begins with an event that means nothing, so that whoever watches sees the first tap come.
pedal = [(0, [(4, 4, 458757)])]
for start, stop in [(6.103, 40.336871), (58.0412, 83.564), (94.25, 117.70211)]:
    pedal += press(us(start), KEY_B) + press(us(stop), KEY_B)
for rep in range(12):
    pedal += press(us(132.0 + rep * 1.9 + rep % 3 * 0.11), KEY_B, 120_000)

keypad = digit(us(48.5), KEY_KP2) + digit(us(125.2), KEY_KP3) + press(us(156.4), KEY_KPENTER, 100_000)

(HERE / "pedal.evemu").write_text(recording("PCsensor FootSwitch Keyboard", "3553 b001", [30, 48, 46], pedal))
(HERE / "keypad.evemu").write_text(
    recording("USB Keypad", "13ba 0001", [KEY_NUMLOCK, *range(71, 84), KEY_KPENTER], keypad))
