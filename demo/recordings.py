#!/usr/bin/env python3
"""Writes the demo's two recordings, pedal.evemu and keypad.evemu, beside itself: a workout of two and a half minutes."""
import pathlib

HERE = pathlib.Path(__file__).parent
KEY_B, KEY_NUMLOCK, KEY_KP2, KEY_KP3, KEY_KPENTER = 48, 69, 80, 81, 96


def mask(codes):
    """The key bits as evemu writes them: twelve lines of eight bytes."""
    bits = bytearray(96)
    for code in codes:
        bits[code // 8] |= 1 << code % 8
    return ["B: 01 " + " ".join(f"{b:02x}" for b in bits[i : i + 8]) for i in range(0, 96, 8)]


def recording(name, ids, keys, frames):
    lines = ["# EVEMU 1.3", f"N: {name}", f"I: 0003 {ids} 0110", "P: 00 00 00 00 00 00 00 00"]
    lines += ["B: 00 13 00 00 00 00 00 00 00"] + mask(keys) + ["B: 04 10 00 00 00 00 00 00 00"]
    for time, events in sorted(frames):
        for kind, code, value in events + [(0, 0, 0)]:
            lines.append(f"E: {time:.6f} {kind:04x} {code:04x} {value}")
    return "\n".join(lines) + "\n"


def press(time, code, held=0.18):
    return [(time, [(1, code, 1)]), (round(time + held, 6), [(1, code, 0)])]


def digit(time, code):
    """Keypads of this sort wrap every digit in NumLock, the last and the first event in one frame."""
    return [
        (time, [(1, KEY_NUMLOCK, 1)]),
        (round(time + 0.008, 6), [(1, code, 1), (1, KEY_NUMLOCK, 0)]),
        (round(time + 0.088, 6), [(1, code, 0), (1, KEY_NUMLOCK, 1)]),
        (round(time + 0.096, 6), [(1, KEY_NUMLOCK, 0)]),
    ]


# The time line begins with an event that means nothing, so that whoever watches sees the first tap come.
pedal = [(0.0, [(4, 4, 458757)])]
for start, stop in [(6.103, 40.336871), (58.0412, 83.564), (94.25, 117.70211)]:
    pedal += press(start, KEY_B) + press(stop, KEY_B)
for rep in range(12):
    pedal += press(round(132.0 + rep * 1.9 + rep % 3 * 0.11, 6), KEY_B, 0.12)

keypad = digit(48.5, KEY_KP2) + digit(125.2, KEY_KP3) + press(156.4, KEY_KPENTER, 0.1)

(HERE / "pedal.evemu").write_text(recording("PCsensor FootSwitch Keyboard", "3553 b001", [30, 48, 46], pedal))
(HERE / "keypad.evemu").write_text(
    recording("USB Keypad", "13ba 0001", [KEY_NUMLOCK, *range(71, 84), KEY_KPENTER], keypad))
