"""Exports sets as FIT and compares what Garmin's decoder and fitdecode read with what went in.

    check.py HOLDFAST FOLDER      run by Tests/fit/run
"""
import datetime
import json
import pathlib
import random
import subprocess
import sys
import tomllib
import traceback
import uuid
import warnings

import fitdecode
from garmin_fit_sdk import Decoder, Profile, Stream

TOP = pathlib.Path(__file__).parents[2]
HOLDFAST, WORK = sys.argv[1], pathlib.Path(sys.argv[2])
UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1989, 12, 31, tzinfo=UTC)

# What a decoder only warns of is wrong here.
warnings.simplefilter("error")
passed = failed = 0


def check(what):
    """Runs a function as a test of this name."""
    def run(function):
        global passed, failed
        try:
            function()
        except Exception:
            failed += 1
            print(f"not ok - fit: {what}")
            print("".join("    " + line + "\n" for line in traceback.format_exc().splitlines()), end="")
        else:
            passed += 1
            print(f"ok - fit: {what}")
    return run


def same(got, want, what=""):
    assert got == want, f"{what}\n  got  {got!r}\n  want {want!r}"


def holdfast(*arguments, status=0, **options):
    done = subprocess.run([HOLDFAST, *arguments], capture_output=True, **options)
    assert done.returncode == status, f"{arguments}: {done.returncode}\n{done.stderr.decode()}"
    return done.stdout


# What goes in.

CATALOGUE = tomllib.loads((TOP / "Config/exercises.toml").read_text())["exercise"]


def made_sets():
    """Sets of two athletes in sessions that hold all that FIT can say, and some that it cannot."""
    chance = random.Random(1)
    sets = []

    def add(athlete, at, exercise, seconds, **more):
        entry = next((e for e in CATALOGUE if e["id"] == exercise), {"kind": "hold"})
        one = {
            "id": str(uuid.UUID(int=chance.getrandbits(128))), "athlete": athlete, "station": "main",
            "exercise": exercise, "kind": entry["kind"], "side": "left" if entry.get("sides") == "each" else "both",
            "started_at": at.isoformat(timespec="microseconds"), "duration_s": seconds, "ended_by": "tap",
            "clock": "synced",
        }
        one.update(more)
        sets.append(one)
        return at + datetime.timedelta(seconds=seconds)

    # Every exercise of the catalogue, with rests of any length.
    at = datetime.datetime(2026, 11, 2, 17, 0, 0, 123456, UTC)
    for entry in CATALOGUE:
        reps = chance.randint(1, 30) if entry["kind"] == "reps" else None
        load = chance.choice([None, 0.5, 22.5, 7.3, 100])
        at = add("me", at, entry["id"], round(chance.uniform(1, 90), 6), reps=reps, load_kg=load)
        at += datetime.timedelta(microseconds=chance.randint(1_000_000, 200_000_000))
    # One that no catalogue has; no pause at all before the next, and one that overlaps the one before.
    at = datetime.datetime(2026, 7, 3, 10, 0, 0, 0, UTC)
    at = add("me", at, "made-up", 30, note="FIT has no room for this")
    at = add("me", at, "plank", 60.0005)
    add("me", at - datetime.timedelta(seconds=5), "push-up", 20, reps=0)
    # In the night in which summer time ends, across the change and across midnight of UTC.
    add("ana", datetime.datetime(2026, 10, 25, 0, 59, 40, 0, UTC), "plank", 61.5)
    add("ana", datetime.datetime(2026, 10, 26, 23, 59, 30, 0, UTC), "wall-sit", 65.25)
    # As much as is allowed.
    add("ana", datetime.datetime(2026, 10, 30, 5, 0, 0, 0, UTC), "squat", 86400, reps=100000, load_kg=1000)
    return sets


def sessions(sets):
    """The sets of one athlete by session: 30 minutes without a set are between two."""
    found, end = [], None
    for one in sorted(sets, key=start):
        if end is None or start(one) - end >= datetime.timedelta(minutes=30):
            found.append([])
        found[-1].append(one)
        end = max(end or start(one), start(one) + length(one))
    return found


def start(one):
    return datetime.datetime.fromisoformat(one["started_at"])


def length(one):
    return datetime.timedelta(microseconds=round(one["duration_s"] * 1e6))


def whole(moment):
    return moment.replace(microsecond=0)


def milliseconds(delta):
    """Rounded to the nearest, as seconds."""
    return (delta // datetime.timedelta(microseconds=1) + 500) // 1000 / 1000


def category(exercise):
    """The two numbers of an exercise, taken from Garmin's profile by the names in the catalogue."""
    text = next((e["category"] for e in CATALOGUE if e["id"] == exercise), "unknown")
    name, _, subtype = text.partition("/")
    numbers = {name: int(number) for number, name in Profile["types"]["exercise_category"].items()}
    if not subtype:
        return numbers[name], None
    names = {name: int(number) for number, name in Profile["types"][name + "_exercise_name"].items()}
    return numbers[name], names[subtype]


def expected(session):
    """The set messages of a session, rests among them."""
    messages, free = [], None
    for one in session:
        begin, end = start(one), start(one) + length(one)
        if free is not None and free < begin:
            messages.append({"set_type": "rest", "start_time": whole(free), "timestamp": whole(begin),
                             "duration": milliseconds(begin - free)})
        number, subtype = category(one["exercise"])
        message = {"set_type": "active", "start_time": whole(begin), "timestamp": whole(end),
                   "duration": milliseconds(end - begin), "category": number}
        if subtype is not None:
            message["category_subtype"] = subtype
        if one.get("reps") is not None and one["reps"] < 65535:
            message["repetitions"] = one["reps"]
        if one.get("load_kg") is not None:
            message["weight"] = int(one["load_kg"] * 16 + 0.5) / 16
            message["weight_display_unit"] = "kilogram"
        messages.append(message)
        free = max(free or end, end)
    for index, message in enumerate(messages):
        message["message_index"] = index
    return messages


# What comes out.

def by_garmin(path):
    stream = Stream.from_file(str(path))
    decoder = Decoder(stream)
    assert decoder.is_fit() and decoder.check_integrity(), path
    messages, errors = Decoder(Stream.from_file(str(path))).read()
    same(errors, [], path)
    found = {name.removesuffix("_mesgs"): values for name, values in messages.items()}
    numbers = {name: int(number) for number, name in Profile["types"]["exercise_category"].items()}
    for message in found["set"]:
        if "category" in message:
            message["category"] = numbers.get(message["category"], message["category"])
    return found


def by_fitdecode(path):
    found = {}
    with fitdecode.FitReader(
            str(path), check_crc=fitdecode.CrcCheck.RAISE, error_handling=fitdecode.ErrorHandling.RAISE) as reader:
        for frame in reader:
            if frame.frame_type != fitdecode.FIT_FRAME_DATA:
                continue
            # Names become numbers, where a name would hide which one it was.
            raw = ("category", "category_subtype") if frame.name == "set" else ()
            found.setdefault(frame.name, []).append({
                field.name: field.raw_value if field.name in raw else field.value
                for field in frame.fields if field.value is not None})
    return found


def is_right(found, session, zone):
    """What a decoder has found in the file of a session."""
    want = expected(session)
    for got, wanted in zip(found["set"], want):
        for array in ("category", "category_subtype"):
            if isinstance(got.get(array), (list, tuple)):
                got[array] = got[array][0]
        same(got, wanted)
    same(len(found["set"]), len(want))
    begin, end = start(session[0]), max(start(one) + length(one) for one in session)
    span = milliseconds(end - begin)
    same(set(found), {"file_id", "device_info", "event", "record", "set", "lap", "session", "activity"})
    [file_id], [lap], [whole_session], [activity] = (
        found[name] for name in ("file_id", "lap", "session", "activity"))
    same((file_id["type"], file_id["manufacturer"], file_id["time_created"]),
         ("activity", "development", whole(begin)))
    assert file_id["serial_number"] > 0
    for one in (lap, whole_session):
        same((one["start_time"], one["timestamp"], one["total_elapsed_time"], one["total_timer_time"]),
             (whole(begin), whole(end), span, span))
        same((one["sport"], one["sub_sport"], one["message_index"]), ("training", "strength_training", 0))
    same((whole_session["num_laps"], whole_session["first_lap_index"]), (1, 0))
    same((activity["timestamp"], activity["num_sessions"], activity["total_timer_time"]), (whole(end), 1, span))
    local = activity["local_timestamp"]
    if isinstance(local, datetime.datetime):
        local = (local.replace(tzinfo=UTC) - EPOCH).total_seconds()
    same(local - (whole(end) - EPOCH).total_seconds(), zone * 3600)
    same([(e["timestamp"], e["event"], e["event_type"]) for e in found["event"]],
         [(whole(begin), "timer", "start"), (whole(end), "timer", "stop_all")])
    same([r["timestamp"] for r in found["record"]], [whole(begin), whole(end)])


@check("the table of names is the one that names.py writes")
def _():
    made = subprocess.run([sys.executable, TOP / "Tests/fit/names.py"], capture_output=True, check=True).stdout
    same((TOP / "Sources/FIT/CategoryNames.swift").read_bytes() == made, True)


@check("Garmin's profile has the same names under the same numbers")
def _():
    from fitdecode.profile import FIELD_TYPES
    kinds = [name for name in Profile["types"] if name == "exercise_category" or name.endswith("exercise_name")]
    assert len(kinds) > 50
    for kind in kinds:
        same({int(number): name for number, name in Profile["types"][kind].items()}, FIELD_TYPES[kind].enum, kind)


SETS = made_sets()
SESSIONS = {athlete: sessions([one for one in SETS if one["athlete"] == athlete]) for athlete in ("me", "ana")}
FILES = {}


@check("every session becomes a file of its own")
def _():
    (WORK / "sets.json").write_text("".join(json.dumps(one) + "\n" for one in SETS))
    holdfast("import", WORK / "sets.json")
    for athlete, found in SESSIONS.items():
        holdfast("export", "--format", "fit", "--athlete", athlete, "--output", f"{WORK}/{athlete}/")
        FILES[athlete] = sorted((WORK / athlete).iterdir())
        same([path.name for path in FILES[athlete]],
             [f"{athlete}-{start(one[0]):%Y%m%dT%H%M%S}Z.fit" for one in found])


for decode, name in ((by_garmin, "garmin-fit-sdk"), (by_fitdecode, "fitdecode")):
    for athlete, number, zone, what in (
            ("me", 0, 2, "what no catalogue has, and sets that overlap"), ("me", 1, 1, "every exercise"),
            ("ana", 0, 1, "the night in which summer time ends"), ("ana", 1, 1, "a set across midnight"),
            ("ana", 2, 1, "the longest set")):
        @check(f"{name} reads what went in: {what}")
        def _():
            is_right(decode(FILES[athlete][number]), SESSIONS[athlete][number], zone)


@check("standard output has the same file")
def _():
    out = holdfast("export", "2026-10-25", "--athlete", "ana", "--format", "fit")
    same(out == FILES["ana"][0].read_bytes(), True)


@check("the decoders would have seen a wrong byte")
def _():
    whole_file = FILES["ana"][0].read_bytes()
    broken = WORK / "broken.fit"
    for place in (5, 40, len(whole_file) // 2, len(whole_file) - 1):
        broken.write_bytes(whole_file[:place] + bytes([whole_file[place] ^ 0x10]) + whole_file[place + 1:])
        for decode in (by_garmin, by_fitdecode):
            try:
                decode(broken)
            except (Exception, Warning):
                continue
            raise AssertionError(f"{decode.__name__} took a file with byte {place} changed")


print(f"FIT tests: {passed} passed, {failed} failed")
sys.exit(failed != 0)
