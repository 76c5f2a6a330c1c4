#!/usr/bin/env python3
"""Prints a log of twelve weeks as JSON lines, for `holdfast import -`: holds that get longer, a right side that lags
behind, loads, notes, and names with whatever a browser might obey.

    Tests/report/log.py [LAST_MONDAY]
"""

import datetime
import json
import sys

HOSTILE = "<script>alert('x')</script> & \"q\" <img src=http://127.0.0.1:9/x> ]]> </style> \u202e\u0007"
last = datetime.date.fromisoformat(sys.argv[1] if len(sys.argv) > 1 else "2026-11-16")
sets = []


def add(day, clock, exercise, kind, side, seconds, reps=None, load=None, target=None, met=None, note=None):
    number = len(sets)
    sets.append({
        "id": f"0199e2a0-0000-7000-8000-{number:012x}", "athlete": "me", "station": "main", "exercise": exercise,
        "kind": kind, "side": side, "started_at": f"{day}T{clock}.000000+00:00", "duration_s": seconds, "reps": reps,
        "load_kg": load, "rpe": None, "target": target, "target_met": met, "ended_by": "tap", "clock": "synced",
        "note": note, "motion": None, "measured": None})


for week in range(12):
    for weekday in ([0, 3] if week % 5 != 3 else [1]):
        day = last - datetime.timedelta(weeks=11 - week) + datetime.timedelta(days=weekday)
        if week == 11 and weekday > 0:
            continue
        gain = week * 4 + weekday
        add(day, "17:00:03", "wall-sit", "hold", "both", 31.4 + gain, target={"seconds": [30, 45]}, met=True)
        add(day, "17:03:10", "wall-sit", "hold", "both", 29.7 + gain, target={"seconds": [30, 45]}, met=gain > 0)
        add(day, "17:07:31", "side-plank", "hold", "left", 32.2 + gain / 2)
        add(day, "17:09:40", "side-plank", "hold", "right", 25.9 + gain / 3)
        add(day, "17:14:00", "goblet-squat", "reps", "both", 38.0, reps=8 + week // 2, load=12 + week // 4 * 2.0)
        add(day, "17:19:00", "single-leg-squat", "reps", "left", 30.0, reps=6 + week // 3)
        add(day, "17:22:00", "single-leg-squat", "reps", "right", 30.0, reps=6 + week // 3)
add(last, "18:00:00", HOSTILE, "hold", "both", 20.0, note=HOSTILE)
for each in sets:
    print(json.dumps(each))
