#!/usr/bin/env python3
"""Writes a week of use into week-recordings/ (or the folder that is named): what three athletes did at two stations from
9 to 15 November 2026, as four recordings (a pedal and a keypad at each station), and sets.tsv, which sets must come of
it.

The sets are written down as they are acted, not as Holdfast would work them out: only what a person has to know is
modelled (whose turn it is, which side is due, the load that was last used). Everything is in µs and in UTC; the gym is
in central Europe, an hour ahead. Always the same files: chance comes from a fixed seed.

The week has holds and repetitions on one side and on both, rests, a session across midnight, athletes who train at the
same time, one who changes stations, and what goes wrong: a set taken back, a start by mistake, a forgotten hold, contacts
that bounce, two pedals under one foot, a double tap, a pedal that loses its plug under a hold.
"""
import calendar
import pathlib
import random
import sys
import time

from evemu import KEY_NUMLOCK, digit, press, recording

FOLDER = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent / "week-recordings"
KEY_A, KEY_B, KEY_C = 30, 48, 46
BTN_0, BTN_1, BTN_2 = 256, 257, 258
KEYPAD = [KEY_NUMLOCK, *range(71, 84), 55, 96, 98]
STAR, ENTER, SLASH, MINUS, PLUS = 55, 96, 98, 74, 78
# The bindings of week-recordings/holdfast.toml.
EXERCISES = {
    "wall-sit": 79, "side-plank": 80, "push-up": 81, "goblet-squat": 75, "single-leg-calf-raise-hold": 76,
    "dead-hang": 77, "hollow-body-hold": 71, "step-up": 72}
ATHLETES = {"me": 82, "ana": 83, "ben": STAR}
ONE_SIDED = {"side-plank", "single-leg-calf-raise-hold", "step-up"}
MAX_HOLD, REP_IDLE = 900_000_000, 20_000_000

chance = random.Random(20261109)
loads = {}
sets = []


def moment(day, clock):
    """Of November 2026, local time (an hour ahead of UTC), in µs since 1970."""
    hour, minute = map(int, clock.split(":"))
    return (calendar.timegm((2026, 11, day, hour, minute, 0)) - 3_600) * 1_000_000


def between(low, high):
    """Some time in seconds, to the microsecond, in µs."""
    return int((low + chance.random() * (high - low)) * 1_000_000)


class Station:
    def __init__(self, name, athlete, exercise, pedal):
        self.name, self.athlete, self.exercise, self.side = name, athlete, exercise, first_side(exercise)
        self.pedal, self.frames, self.keys = pedal, [], []
        self.now = 0

    # --- keys

    def comes(self, day, clock):
        assert moment(day, clock) > self.now
        self.now = moment(day, clock) + between(0, 40)

    def key(self, code):
        """A key of the keypad; returns when it acts."""
        at = self.now
        if code in (STAR, ENTER, SLASH, MINUS, PLUS):
            self.keys += press(at, code, 90_000)
        else:
            self.keys += digit(at, code)
            at += 8_000
        self.now = at + between(1, 2.5)
        return at

    def tap(self, held=None):
        """A tap of the foot; returns when it acts. Feet come down once, and sometimes contacts chatter."""
        at, held = self.now, held or between(0.12, 0.3)
        self.frames += press(at, self.pedal, held)
        if chance.random() < 0.08:
            self.bounce(at)
        if chance.random() < 0.08:
            self.bounce(at + held - 15_000)
        self.now = at + held
        return at

    def bounce(self, at):
        """The contact opens and closes again within the debounce time of 25 ms."""
        self.frames += [(at + 4_000, [(1, self.pedal, 0)]), (at + 7_500, [(1, self.pedal, 1)])]

    def rest(self, low=45, high=100):
        self.now += between(low, high)

    # --- selection

    def who(self, athlete):
        self.key(ATHLETES[athlete])
        self.athlete, self.side = athlete, first_side(self.exercise)

    def what(self, exercise):
        self.key(EXERCISES[exercise])
        if exercise != self.exercise:
            self.exercise, self.side = exercise, first_side(exercise)

    def load(self, steps):
        for _ in range(abs(steps)):
            self.key(PLUS if steps > 0 else MINUS)
            kg = (loads.get((self.athlete, self.exercise)) or 0) + (2.5 if steps > 0 else -2.5)
            loads[self.athlete, self.exercise] = kg or None

    # --- sets

    def store(self, start, end, ended_by, reps=None):
        load = loads.get((self.athlete, self.exercise))
        sets.append((end, [
            self.athlete, self.name, self.exercise, self.side, str(start), str(end - start),
            "-" if reps is None else str(reps), f"{load:g}" if load else "-", ended_by]))
        if ended_by != "change":
            self.other_side()

    def other_side(self):
        self.side = {"left": "right", "right": "left"}.get(self.side, "both")

    def hold(self, seconds):
        start = self.tap()
        self.now = start + between(seconds - 2, seconds + 2)
        self.store(start, self.tap(), "tap")

    def holds(self, count, seconds):
        """So many holds with rests; of a one-sided exercise on each side."""
        for index in range(count * (2 if self.exercise in ONE_SIDED else 1)):
            if index:
                self.rest(*((12, 25) if index % 2 and self.exercise in ONE_SIDED else (45, 100)))
            self.hold(seconds - index)

    def reps(self, count, ended_by="idle"):
        first = last = self.tap()
        for _ in range(count - 1):
            self.now = last + between(1.4, 2.8)
            last = self.tap()
        if ended_by == "idle":
            self.store(first, last, "idle", count)
            # Walking away ends it; what comes within three seconds of that is only acknowledged.
            self.now = last + REP_IDLE + between(5, 30)
        else:
            self.now += between(0.8, 2)
            self.store(first, self.key(ENTER), "tap", count)

    def broken_off(self, count, exercise):
        """Repetitions until another exercise is chosen."""
        first = self.tap()
        for _ in range(count - 1):
            self.now += between(1.2, 2)
            self.tap()
        self.now += between(0.8, 2)
        self.store(first, self.key(EXERCISES[exercise]), "change", count)
        self.exercise, self.side = exercise, first_side(exercise)

    # --- what goes wrong

    def forgotten(self):
        start = self.tap()
        self.store(start, start + MAX_HOLD, "timeout")
        self.now = start + MAX_HOLD + between(60, 120)

    def taken_back(self):
        """The last set was nothing: a long press takes it back."""
        _, (athlete, station, exercise, side, *_) = sets.pop()
        assert (athlete, station, exercise) == (self.athlete, self.name, self.exercise)
        self.now += between(2, 4)
        self.tap(held=between(1, 1.5))
        self.side = side

    def by_mistake(self):
        """A start that was none: a long press throws away what runs."""
        self.tap()
        self.now += between(3, 6)
        self.tap(held=between(1, 1.5))


def first_side(exercise):
    return "left" if exercise in ONE_SIDED else "both"


def both_pedals(station, other, seconds):
    """A hold whose taps hit two pedals, the second a little later."""
    start = station.now
    station.frames += press(start, station.pedal, 200_000) + press(start + 61_000, other, 190_000)
    end = start + between(seconds - 2, seconds + 2)
    station.frames += press(end, other, 200_000) + press(end + 34_000, station.pedal, 190_000)
    station.now = end + 250_000
    station.store(start, end, "tap")


def double_tap(station):
    """Two quick taps: the other side."""
    at = station.now
    station.frames += press(at, station.pedal, 110_000) + press(at + 240_000, station.pedal, 110_000)
    station.now = at + 350_000 + between(1.5, 3)
    station.other_side()


def under_the_body(station, seconds, is_unplugged=False):
    """A hold on the pedal that times as long as it is down; the plug may come out."""
    start = station.now
    end = start + between(seconds - 2, seconds + 2)
    station.frames.append((start, [(1, BTN_1, 1)]))
    # The kernel releases the keys of a device that it takes away, and reports that with 1.
    station.frames.append((end, [(1, BTN_1, 0)] + ([(0, 0, 1)] if is_unplugged else [])))
    station.now = end
    station.store(start, end, "unplug" if is_unplugged else "release")


# --- the week --------------------------------------------------------------------------------------------------------

main = Station("main", "me", "wall-sit", KEY_B)
rack = Station("rack", "ana", "dead-hang", BTN_0)

# Monday: me before work; in the evening ana and ben at the same time.
main.comes(9, "07:05")
main.holds(3, 32)
main.rest()
main.what("side-plank")
main.holds(2, 28)
main.rest()
main.what("push-up")
main.reps(12)
main.reps(10)

rack.comes(9, "18:00")
rack.holds(3, 26)
rack.rest()
rack.what("push-up")
rack.reps(14, "tap")
rack.rest()
rack.reps(13, "tap")
main.comes(9, "18:06")
main.who("ben")
main.what("goblet-squat")
main.load(4)
for count in (8, 8, 7):
    main.reps(count)
main.what("wall-sit")
main.holds(2, 41)

# Tuesday: ana at main, with a set that was nothing.
main.comes(10, "06:40")
main.who("ana")
main.what("single-leg-calf-raise-hold")
main.holds(1, 34)
main.rest()
main.hold(3)
main.taken_back()
main.rest(5, 10)
main.holds(2, 33)

# Wednesday: me on main, ben on rack, all evening.
main.comes(11, "19:15")
main.who("me")
main.what("wall-sit")
main.holds(4, 35)
main.rest()
main.what("goblet-squat")
main.load(5)
for count in (10, 10, 9):
    main.reps(count)
main.load(1)
main.reps(6)
rack.comes(11, "19:20")
rack.who("ben")
rack.what("dead-hang")
rack.holds(3, 31)
rack.rest()
rack.what("step-up")
for _ in range(4):
    rack.reps(8, "tap")
    rack.rest(20, 40)

# Thursday: ben times himself with the pedal under the body, until the plug comes out.
rack.comes(12, "12:30")
rack.what("hollow-body-hold")
under_the_body(rack, 22)
rack.rest()
under_the_body(rack, 19)
rack.rest()
under_the_body(rack, 14, is_unplugged=True)
rack.rest(120, 180)
under_the_body(rack, 21)

# Friday: ben again, at main, across midnight.
main.comes(13, "23:41")
main.who("ben")
main.what("side-plank")
main.holds(3, 44)
main.rest()
main.what("wall-sit")
while main.now < moment(14, "00:05"):
    main.hold(58)
    main.rest(70, 110)

# Saturday: me, and everything goes wrong.
main.comes(14, "10:02")
main.who("me")
main.what("wall-sit")
main.by_mistake()
main.rest(10, 20)
main.holds(2, 36)
main.rest()
both_pedals(main, KEY_C, 38)
main.rest()
main.what("side-plank")
main.hold(31)
main.rest(12, 25)
main.forgotten()
main.hold(30)
main.rest()
main.what("push-up")
main.reps(15, "tap")
main.rest()
main.broken_off(11, "wall-sit")
main.rest()
main.hold(33)

# Sunday: ana begins at main and goes on at rack, where two quick taps choose the right side.
main.comes(15, "17:30")
main.who("ana")
main.holds(2, 61)
rack.now = main.now + between(90, 120)
rack.who("ana")
rack.what("side-plank")
double_tap(rack)
rack.hold(37)
rack.rest()
rack.holds(1, 35)
rack.rest()
rack.what("dead-hang")
rack.holds(2, 28)


def row(values):
    athlete, station, exercise, side, start, duration, reps, load, ended_by = values
    start, duration = int(start), int(duration)
    seconds = calendar_text(start // 1_000_000)
    return "\t".join([
        f"{seconds}.{start % 1_000_000:06d}", f"{duration // 1_000_000}.{duration % 1_000_000:06d}", athlete, station,
        exercise, side, reps, load, ended_by])


def calendar_text(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))


FOLDER.mkdir(exist_ok=True)
for name, text in {
    "main-pedal.evemu": recording("PCsensor FootSwitch Keyboard", "3553 b001", [KEY_A, KEY_B, KEY_C], main.frames),
    "main-keypad.evemu": recording("USB Keypad", "13ba 0001", KEYPAD, main.keys),
    "rack-pedal.evemu": recording(
        "VEC  VEC USB Footpedal", "05f3 00ff", [BTN_0, BTN_1, BTN_2], rack.frames),
    "rack-keypad.evemu": recording("Rottay Keypad", "04d9 a02a", KEYPAD, rack.keys),
    "sets.tsv": "".join(row(values) + "\n" for _, values in sorted(sets, key=lambda entry: int(entry[1][4]))),
}.items():
    (FOLDER / name).write_text(text)
