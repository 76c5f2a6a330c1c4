"""What the makers of recordings share: evemu's format (https://www.freedesktop.org/wiki/Evemu/), and how keys go down and up."""

KEY_NUMLOCK = 69


def mask(codes):
    """The key bits as evemu writes them: twelve lines of eight bytes."""
    bits = bytearray(96)
    for code in codes:
        bits[code // 8] |= 1 << code % 8
    return ["B: 01 " + " ".join(f"{b:02x}" for b in bits[i : i + 8]) for i in range(0, 96, 8)]


def recording(name, ids, keys, frames):
    """A device's recording. A frame is its time in µs and its events (type, code, value); one whose last is a
    `SYN_REPORT` ends with that, any other with the usual one of value 0."""
    lines = ["# EVEMU 1.3", f"N: {name}", f"I: 0003 {ids} 0110", "P: 00 00 00 00 00 00 00 00"]
    lines += ["B: 00 13 00 00 00 00 00 00 00"] + mask(keys) + ["B: 04 10 00 00 00 00 00 00 00"]
    for time, events in sorted(frames):
        if events[-1][:2] != (0, 0):
            events = events + [(0, 0, 0)]
        for kind, code, value in events:
            lines.append(f"E: {time // 1_000_000}.{time % 1_000_000:06d} {kind:04x} {code:04x} {value}")
    return "\n".join(lines) + "\n"


def press(time, code, held=180_000):
    return [(time, [(1, code, 1)]), (time + held, [(1, code, 0)])]


def digit(time, code):
    """Keypads of this sort wrap every digit in NumLock, the last and the first event in one frame. The digit goes down
    8 ms after `time`."""
    return [
        (time, [(1, KEY_NUMLOCK, 1)]),
        (time + 8_000, [(1, code, 1), (1, KEY_NUMLOCK, 0)]),
        (time + 88_000, [(1, code, 0), (1, KEY_NUMLOCK, 1)]),
        (time + 96_000, [(1, KEY_NUMLOCK, 0)]),
    ]
