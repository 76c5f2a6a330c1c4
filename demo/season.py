#!/usr/bin/env python3
"""Writes season.csv (or the file that is named): eleven weeks of one runner's strength work, as `holdfast export` would
write them, from 7 September to 20 November 2026, on Mondays, Wednesdays and Fridays in central Europe.

Wall sits get longer from week to week, with an easy week in the middle; the right side is weaker in side planks, and
catches up; goblet squats get heavier. One hold was forgotten. Always the same file: chance comes from a fixed seed.
"""
import datetime
import pathlib
import random
import sys

FILE = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent / "season.csv"
COLUMNS = "id athlete station exercise kind side started_at duration_s reps load_kg rpe target target_met ended_by clock"
FIRST, WEEKS, EASY = datetime.date(2026, 9, 7), 11, 5
WINTER = datetime.date(2026, 10, 25)

chance = random.Random(20260907)
rows = []


def add(at, exercise, side, seconds, target=None, reps=None, load=None, ended_by="tap"):
    """A set; how long it took, and then a rest."""
    started = at.strftime("%Y-%m-%dT%H:%M:%S.%f+00:00")
    milliseconds = int(at.timestamp() * 1000)
    number = f"{milliseconds:012x}7{chance.getrandbits(12):03x}{0x8000 | chance.getrandbits(14):04x}{chance.getrandbits(48):012x}"
    name = "-".join([number[:8], number[8:12], number[12:16], number[16:20], number[20:]])
    met = "" if target is None else str((reps or seconds) >= int(target.split("-")[0].rstrip("s"))).lower()
    rows.append([name, "me", "main", exercise, "reps" if reps else "hold", side, started, f"{seconds:.6f}", reps or "",
                 load or "", "", target or "", met, ended_by, "synced"])
    return at + datetime.timedelta(seconds=seconds + chance.gauss(75, 12))


def tired(best, number, spread):
    """How long the set of this number is, where the first is `best` give or take."""
    return round(best * 0.95 ** number * chance.gauss(1, spread), 6)


for week in range(WEEKS):
    for day, weekday in enumerate((0, 2, 4)):
        date = FIRST + datetime.timedelta(weeks=week, days=weekday)
        hour = 16 if date < WINTER else 17
        at = datetime.datetime(date.year, date.month, date.day, hour, 30, tzinfo=datetime.timezone.utc)
        at += datetime.timedelta(seconds=chance.uniform(-900, 900))
        ease = 0.7 if week == EASY else 1
        progress = week + day / 3
        for number in range(2 if week == EASY else 3):
            at = add(at, "wall-sit", "both", tired(ease * (31 + 2.9 * progress), number, 0.04), "45-60s")
        if weekday == 2:
            load = 8 + 2 * (week // 3)
            for number in range(3):
                reps = max(6, round(12 - number - chance.random() - 2 * (week % 3 == 0)))
                at = add(at, "goblet-squat", "both", reps * chance.gauss(2.9, 0.1), "8-12reps", reps, load)
        else:
            for number in range(2):
                for side, best in (("left", 36 + 1.1 * progress), ("right", 29 + 1.55 * progress)):
                    at = add(at, "side-plank", side, tired(ease * best, number, 0.035), "30-45s")
        if (week, day) == (3, 2):
            add(at, "dead-hang", "both", 900, "20-30s", ended_by="timeout")

with FILE.open("w", newline="\n") as file:
    file.write(COLUMNS.replace(" ", ",") + "\n")
    for row in rows:
        file.write(",".join(map(str, row)) + "\n")
