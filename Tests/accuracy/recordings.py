"""Sets of motion as the recordings that `holdfast replay` reads, and what the world does to them on the way."""
import csv
import gzip
import math
import random
from pathlib import Path

SHIFT_US = 20_000_000  # What comes before the first tap has times above 0.
START_US = 1_000_000_000
TAP_US = 80_000


class Set:
    """A recorded set: its samples (t_us, x, y, z in milli-g), and how many repetitions somebody wrote down for it."""

    def __init__(self, folder, row):
        self.name = Path(row['file']).name.removesuffix('.csv.gz')
        self.dataset = row['dataset']
        self.exercise = row['exercise']
        self.reps = int(row['reps'])
        self.samples = read(folder / row['file'])


def read(path):
    with gzip.open(path, 'rt', newline='') as file:
        rows = csv.reader(file)
        if next(rows) != ['t_us', 'x_mg', 'y_mg', 'z_mg']:
            raise SystemExit(f'{path}: not a recording of motion')
        return [tuple(map(int, row)) for row in rows]


def load(folder):
    with open(folder / 'manifest.csv', newline='') as file:
        return [Set(folder, row) for row in csv.DictReader(file)]


def load_idle(folder):
    """The stretches in which nobody trains, by name."""
    with open(folder / 'idle' / 'idle-manifest.csv', newline='') as file:
        names = [row['file'] for row in csv.DictReader(file)]
    return {Path(name).name.removesuffix('.csv.gz'): read(folder / 'idle' / Path(name).name) for name in names}


# --- What is done to a set: each gives samples, and the times of the taps.

def trimmed(one, _idle, _chance):
    return one.samples, one.samples[0][0], one.samples[-1][0]


def step_of(samples):
    steps = sorted(b[0] - a[0] for a, b in zip(samples, samples[1:]))
    return steps[len(steps) // 2]


def resampled(samples, step):
    """At another rate, each time with the nearest sample."""
    out, index, time = [], 0, samples[0][0]
    while time <= samples[-1][0]:
        while index + 1 < len(samples) and abs(samples[index + 1][0] - time) <= abs(samples[index][0] - time):
            index += 1
        out.append((time,) + samples[index][1:])
        time += step
    return out


def with_idle_ends(one, idle, chance):
    """Idle stretches before and after it (its own, where there are any), the taps up to 5 s outside of it."""
    names = sorted(idle)
    step = step_of(one.samples)
    before = idle.get(one.name + '_idle0') or idle[chance.choice(names)]
    after = idle.get(one.name + '_idle1') or idle[chance.choice(names)]
    before, after = resampled(before, step), resampled(after, step)
    first, last = one.samples[0][0], one.samples[-1][0]
    move = first - step - before[-1][0]
    samples = [(t + move, *v) for t, *v in before] + list(one.samples)
    move = last + step - after[0][0]
    samples += [(t + move, *v) for t, *v in after]
    start = max(first - int(chance.uniform(0, 5e6)), samples[0][0])
    stop = min(last + int(chance.uniform(0, 5e6)), samples[-1][0])
    return samples, start, stop


def thinned(rate):
    def thin(one, _idle, _chance):
        every = max(1, round(1e6 / step_of(one.samples) / rate))
        return one.samples[::every], one.samples[0][0], one.samples[-1][0]
    return thin


def with_loss(one, _idle, chance):
    """A tenth of the packets, of three samples each, is lost."""
    kept = []
    for at in range(0, len(one.samples), 3):
        if chance.random() >= 0.1:
            kept += one.samples[at:at + 3]
    return kept, one.samples[0][0], one.samples[-1][0]


def rotated(one, _idle, chance):
    """Worn another way round: turned at random (a random unit quaternion)."""
    a, b, c, d = (chance.gauss(0, 1) for _ in range(4))
    size = math.sqrt(a * a + b * b + c * c + d * d)
    a, b, c, d = a / size, b / size, c / size, d / size
    rows = ((a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c)),
            (2 * (b * c + a * d), a * a - b * b + c * c - d * d, 2 * (c * d - a * b)),
            (2 * (b * d - a * c), 2 * (c * d + a * b), a * a - b * b - c * c + d * d))
    samples = [(t, *(round(r[0] * x + r[1] * y + r[2] * z) for r in rows)) for t, x, y, z in one.samples]
    return samples, one.samples[0][0], one.samples[-1][0]


VARIANTS = {
    'as recorded': trimmed,
    'idle ends': with_idle_ends,
    '25 Hz': thinned(25),
    '12.5 Hz': thinned(12.5),
    '10 % lost': with_loss,
    'rotated': rotated,
}


def chance_of(name, variant):
    return random.Random(f'{name} {variant}')


# --- As recordings

def mask(bits, size):
    value = bytearray(size)
    for bit in bits:
        value[bit // 8] |= 1 << bit % 8
    return value


def header(name, number, codes, properties=(), axes=False):
    lines = ['# EVEMU 1.3', f'N: {name}', f'I: 0003 1209 {number:04x} 0100', 'P: ' + mask(properties, 8).hex(' ')]
    for kind, bits in codes.items():
        value = mask(bits, 96 if kind == 1 else 8)
        lines += [f'B: {kind:02x} ' + value[k:k + 8].hex(' ') for k in range(0, len(value), 8)]
    if axes:
        lines += [f'A: {axis:02x} -32768 32767 0 0 1000' for axis in range(3)]
    return lines


def time_text(time):
    time += START_US + SHIFT_US
    return f'{time // 1_000_000}.{time % 1_000_000:06d}'


def accelerometer(samples):
    """ABS_X/Y/Z in milli-g; an axis only where it changed; MSC_TIMESTAMP and SYN_REPORT in every frame."""
    lines = header('Accelerometer', 1, {3: (0, 1, 2), 4: (5,)}, properties=(6,), axes=True)
    last = (0, 0, 0)
    for time, *values in samples:
        at = time_text(time)
        stamp = (time + SHIFT_US) & 0x7fffffff
        lines.append(f'E: {at} 0004 0005 {stamp}')
        for axis in range(3):
            if values[axis] != last[axis]:
                lines.append(f'E: {at} 0003 {axis:04x} {values[axis]}')
        last = tuple(values)
        lines.append(f'E: {at} 0000 0000 0')
    return '\n'.join(lines) + '\n'


def pedal(start, stop):
    lines = header('Pedal', 2, {1: (48,)})
    for time in (start, stop):
        for value, delay in ((1, 0), (0, TAP_US)):
            at = time_text(time + delay)
            lines += [f'E: {at} 0001 0030 {value}', f'E: {at} 0000 0000 0']
    return '\n'.join(lines) + '\n'
