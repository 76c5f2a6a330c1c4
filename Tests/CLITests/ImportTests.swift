import Control
import Glibc
import Store
import Syscalls
import Testing
import Training

@testable import CLI

private let header =
  "id,athlete,station,exercise,kind,side,started_at,duration_s,reps,load_kg,rpe,target,target_met,ended_by,clock,note"
private let id = "0198c1f2-0000-7000-8000-000000aaaaaa"
private let row =
  id + ",me,main,wall-sit,hold,both,2026-11-20T09:00:00.123456+00:00,45.012345,,,,30-45s,true,tap,synced,"

/// The row with one field another.
private func row(_ column: CSVColumn, _ field: String) -> String {
  var fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  fields[column.rawValue] = field
  return fields.joined(separator: ",")
}

private let badRows: [(String, String)] = [
  (row(.duration, "-3"), "duration_s: a duration of -3 s: less than 0"),
  (row(.duration, "45s"), "duration_s: \"45s\" is no number; write the seconds alone, such as 22.5"),
  (row(.duration, "45 kg"), "duration_s: \"45 kg\" is no number; write the seconds alone, such as 22.5"),
  (row(.duration, "\"45,5\""), "duration_s: \"45,5\" is no number; write a point before the decimals"),
  (row(.duration, "1:30"), "duration_s: \"1:30\" is no number; write the seconds alone, such as 22.5"),
  (row(.duration, "nan"), "duration_s: \"nan\" is no number; write the seconds alone, such as 22.5"),
  (
    row(.duration, "86401"),
    "duration_s: a duration of 86401 s: more than a day"
  ),
  (row(.duration, ""), "duration_s: missing"),
  (
    row(.startedAt, "1970-01-01T00:00:00Z"),
    "started_at: a start before the year 2000; give the date on which it was done"
  ),
  (
    row(.startedAt, "1999-12-31T23:59:59Z"),
    "started_at: a start before the year 2000; give the date on which it was done"
  ),
  (
    row(.startedAt, "2026-11-22T09:00:00Z"),
    "started_at: that is in the future: it is 2026-11-21T10:30Z by this machine's clock; "
      + "give the date on which it was done, or set the clock"
  ),
  (
    row(.startedAt, "21.11.2026 10:00"),
    "started_at: \"21.11.2026 10:00\" is no date and time with its offset from UTC; write it as 2026-11-21T10:00:00+00:00"
  ),
  (
    row(.startedAt, "2026-11-20T09:00:00"),
    "started_at: \"2026-11-20T09:00:00\" is no date and time with its offset from UTC; "
      + "write it as 2026-11-21T10:00:00+00:00"
  ),
  (row(.reps, "-1"), "reps: -1 repetitions; give a count from 0 to 100000"),
  (row(.reps, "1.5"), "reps: \"1.5\" is no whole number; write the count alone, such as 12"),
  (row(.load, "1001"), "load_kg: a load of 1001 kg; give kilograms from 0 to 1000"),
  (row(.load, "-5"), "load_kg: a load of -5 kg; give kilograms from 0 to 1000"),
  (row(.load, "20lb"), "load_kg: \"20lb\" is no number; write the kilograms alone, such as 22.5"),
  (row(.rpe, "11"), "rpe: a rating of 11; give a figure from 1 to 10"),
  (row(.rpe, "0.5"), "rpe: a rating of 0.5; give a figure from 1 to 10"),
  (row(.rpe, "hard"), "rpe: \"hard\" is no number; write a figure from 1 to 10"),
  (row(.kind, "holds"), "kind: \"holds\" is none of hold, reps; did you mean hold?"),
  (row(.side, "links"), "side: \"links\" is none of both, left, right"),
  (
    row(.endedBy, "powercut"),
    "ended_by: \"powercut\" is none of tap, release, command, change, target, idle, timeout, "
      + "motion, unplug, dropped, crash, shutdown, power-cut, edit; did you mean power-cut?"
  ),
  (row(.clock, "sync"), "clock: \"sync\" is none of synced, unsynced; did you mean synced?"),
  (row(.targetMet, "yes"), "target_met: \"yes\" is neither true nor false"),
  (
    row(.target, "45-30s"),
    "target: \"45-30s\" is no target; write 45s, 30-45s, 8-10reps, \"20 steps\" or max"
  ),
  (row(.id, "12345"), "id: \"12345\" is no UUID; each set has the id under which it was exported"),
  (row(.id, ""), "id: missing"),
  (row(.athlete, ""), "athlete: missing"),
  (row(.athlete, "\"\""), "athlete: the athlete's name is empty"),
  (
    row(.note, "\"never ends"),
    "note: the quote that begins here never ends; the file may have been cut off; else end the field with a quote"
  ),
  (
    row(.athlete, "m\"e"),
    "athlete: a quote within a field that does not begin with one; put the field in quotes, and write each quote in it twice"
  ),
  (row + ",x", "17 fields instead of 16; put text that has commas in quotes"),
  ("0198c1f2-0000-7000-80", "1 field instead of 16; the line may have been cut off"),
  (
    row(.endedBy, "edit").replacingDuration("0"),
    "duration_s: a hold of 0 s is none; give its duration, such as 45s"
  ),
]

private let badLines: [(String, String)] = [
  ("{\"id\":\"\(id)\"}", "field \"athlete\": is missing"),
  ("{\"id\":", "no JSON: byte 6: a value is missing"),
  ("[]", "an array instead of a set; write one object a line"),
  ("17", "a number instead of a set; write one object a line"),
]

private let badValues: [(good: String, bad: String, problem: String)] = [
  ("\"duration_s\":45.012345", "\"duration_s\":-3", "field \"duration_s\": must not be negative"),
  (
    "\"duration_s\":45.012345", "\"duration_s\":90000",
    "duration_s: a duration of 90000 s: more than a day"
  ),
  (
    "\"duration_s\":45.012345", "\"duration_s\":\"45s\"", "field \"duration_s\": must be a number, not text"
  ),
  (
    "2026-11-20T", "1970-11-20T",
    "started_at: a start before the year 2000; give the date on which it was done"
  ),
  ("\"reps\":null", "\"rep\":null", "rep: unknown key; did you mean reps?"),
  ("\"motion\":null", "\"motion\":{}", "field \"motion.rate_hz\": is missing"),
  (
    "\"motion\":null", "\"motion\":{\"rate_hz\":50,\"coverage\":1,\"jerk\":3}",
    "motion.jerk: unknown key: a newer holdfast may know it, and this one would lose it"
  ),
  (
    "\"motion\":null", "\"motion\":{\"rate_hz\":50,\"coverage\":1,\"fault\":[]}",
    "motion.fault: unknown key: a newer holdfast may know it, and this one would lose it; did you mean faults?"
  ),
  (
    "\"motion\":null", "\"motion\":{\"rate_hz\":50,\"coverage\":1,\"faults\":[\"gaps\"]}",
    "field \"motion.faults[0]\": \"gaps\" is not one of stuck-axis, saturated, no-gravity, orientation-swap, "
      + "time-backwards, silent, gap; did you mean \"gap\"?"
  ),
  ("\"rpe\":null", "\"rpe\":12", "rpe: a rating of 12; give a figure from 1 to 10"),
  (
    "\"kind\":\"hold\"", "\"kind\":\"holds\"",
    "field \"kind\": \"holds\" is not one of hold, reps; did you mean \"hold\"?"
  ),
  ("[30,45]", "1e-4", "target: no target that can be kept; give figures from 0.001 to 1000000"),
]

private let badHeaders: [(String, [String])] = [
  (
    header.replacing("duration_s", "duration"),
    ["unknown column \"duration\"; did you mean duration_s?", "the column duration_s is missing"]
  ),
  (header.replacing("side,", ""), ["the column side is missing"]),
  (header + ",note", ["the column note is there twice"]),
  (header + ",", ["a column without a name; the columns are those of holdfast export --format csv"]),
  (
    header.replacing(",", ";"),
    [
      "the fields are apart by semicolons, as some spreadsheets write them; save it with commas between fields and points in numbers"
    ]
  ),
  (
    header.replacing(",", "\t"),
    [
      "the fields are apart by tabs, as some spreadsheets write them; save it with commas between fields and points in numbers"
    ]
  ),
]

@Suite struct ImportTests {
  private func world() -> World {
    let world = World()
    world.environment["HOLDFAST_DATABASE"] = world.database
    return world
  }

  // MARK: There and back

  /// Into an empty database the log is the same, byte for byte, and so is what the next export says.
  @Test(arguments: ["csv", "json"]) func exportAndImportIsTheSameLog(format: String) throws {
    let world = try World.withFixedLog()
    let exported = world.run("export", "--format", format)
    #expect(exported.status == 0 && exported.err == "")
    let file = world.write("log.\(format)", exported.out)
    let empty = self.world()
    let result = empty.run("import", file)
    #expect(result == World.Result(status: 0, out: "\(FixedLog.sets.count) sets imported\n", err: ""))
    #expect(empty.run("log", "--json").out == world.run("log", "--json").out)
    #expect(empty.run("export", "--format", format).out == exported.out)
    let log = try #require(try Store.openReadOnly(empty.database))
    #expect(try log.sets().filter(\.isDoubtful).count == 1)

    // Twice changes nothing, not even what undo takes back.
    #expect(empty.run("import", file).out == "nothing new, \(FixedLog.sets.count) known already\n")
    #expect(
      empty.run("import", file, "--json").out
        == "{\"new\":0,\"known\":\(FixedLog.sets.count),\"different\":[],\"unknown_exercises\":[],\"dry_run\":false}\n"
    )
    #expect(empty.run("undo").status == 0)
    #expect(empty.run("log", "--json").out == "")
    #expect(empty.run("undo").status == 66)
    #expect(empty.run("redo").status == 0)
    #expect(empty.run("export", "--format", format).out == exported.out)
  }

  /// Sets with all that an accelerometer may have seen, there and back, and back again.
  @Test(arguments: ["csv", "json"]) func motionIsExportedAndImported(format: String) throws {
    var random = SplitMix(seed: 5)
    let source = world()
    var sets = (0..<60).map { _ in LoggedSet.random(&random) }
    for index in sets.indices {
      sets[index].startedAt = WallTime(microseconds: 1_700_000_000_000_000 + Int64(index))
    }
    try source.store(sets)
    let exported = source.run("export", "--format", format)
    #expect(exported.status == 0 && sets.contains { $0.motion != nil } && sets.contains { $0.motion == nil })
    let file = source.write("log.\(format)", exported.out)
    let empty = world()
    #expect(empty.run("import", file).out == "60 sets imported\n")
    #expect(try Store.openReadOnly(empty.database)?.sets() == Store.openReadOnly(source.database)?.sets())
    #expect(empty.run("export", "--format", format).out == exported.out)
    #expect(empty.run("import", file).out == "nothing new, 60 known already\n")
    #expect(source.run("import", file).out == "nothing new, 60 known already\n")
  }

  /// What has no column for it, as what an earlier holdfast exported, says nothing of it.
  @Test func aFileThatDoesNotSpeakOfMotion() throws {
    let world = world()
    let motion = "rate=49.8 coverage=1 confidence=0.93 regularity=0.87 tempo=2410000 reps=0:2000000:::62.5"
    let whole = world.write("a.csv", header + ",confidence,motion\n" + row + ",0.5," + motion + "\n")
    #expect(world.run("import", whole).out == "1 set imported\n")
    let line = world.run("export").out.split(separator: "\n")[1]
    #expect(line.hasSuffix(",0.93," + motion), "the confidence is the motion's own: \(line)")
    #expect(world.run("import", whole).out == "nothing new, 1 known already\n")
    #expect(
      world.run("import", world.write("b.csv", header + "\n" + row + "\n")).out
        == "nothing new, 1 known already\n")
    #expect(
      world.run("import", world.write("c.csv", header + ",confidence\n" + row + ",\n")).out
        == "nothing new, 1 known already\n")
    // One that speaks of it and says something else is another.
    let other = world.run("import", world.write("d.csv", header + ",motion\n" + row + ",\n"))
    #expect(other.out.contains("1 known and different") && other.out.contains("in what was measured"))
    for (field, problem) in [
      ("12 reps", "motion: not as export writes it; leave the field as it was, or empty"),
      ("rate=-5 coverage=1", "motion: a figure of -5: less than 0"),
    ] {
      let file = world.write("e.csv", header + ",motion\n" + row + "," + field + "\n")
      #expect(world.run("import", file).err.hasPrefix("holdfast: \(file):2: \(problem)\n"))
    }
  }

  /// What `log` prints is no export, and can be imported all the same.
  @Test func whatLogPrintsCanBeImported() throws {
    let world = try World.withFixedLog()
    let known = world.run("import", world.write("a", world.run("log", "--json").out))
    #expect(known.out == "nothing new, \(FixedLog.sets.count) known already\n")
    let empty = self.world()
    #expect(empty.run("import", world.write("b", world.run("log", "--csv").out)).status == 0)
    #expect(empty.run("log", "--json").out == world.run("log", "--json").out)
  }

  @Test func aDryRunSaysAndChangesNothing() throws {
    let world = world()
    let file = world.write("a.csv", header + "\n" + row + "\n")
    #expect(
      world.run("import", file, "--dry-run")
        == World.Result(status: 0, out: "1 set would be imported\n", err: ""))
    #expect(!fileExists(world.database))
    #expect(world.run("import", file).status == 0)
    let before = world.run("log", "--json").out
    let more = world.write("b.csv", header + "\n" + row + "\n" + row(.id, id.dropLast() + "b") + "\n")
    #expect(
      world.run("import", "--dry-run", "--json", more).out
        == "{\"new\":1,\"known\":1,\"different\":[],\"unknown_exercises\":[],\"dry_run\":true}\n")
    #expect(world.run("log", "--json").out == before)
  }

  @Test func whatIsKnownAndDifferentStays() throws {
    let world = world()
    #expect(world.run("import", world.write("a.csv", header + "\n" + row + "\n")).status == 0)
    let before = world.run("log", "--json").out
    let changed = world.write("b.csv", header + "\n" + row(.duration, "44") + "\n")
    #expect(
      world.run("import", changed)
        == World.Result(
          status: 0,
          out: """
            nothing new, 1 known and different, left as in the log:
              aaaaaa  wall-sit, Fri 20 Nov 2026 10:00: duration 0:45.0 → 0:44.0

            """, err: ""))
    #expect(
      world.run("import", changed, "--json").out
        == "{\"new\":0,\"known\":0,\"different\":[\"\(id)\"],\"unknown_exercises\":[],\"dry_run\":false}\n")
    #expect(world.run("log", "--json").out == before)
  }

  @Test func noSetIsOrphaned() throws {
    let world = world()
    let file = world.write("a.csv", header + "\n" + row(.exercise, "wal-sit") + "\n")
    let result = world.run("import", file)
    #expect(result.out == "1 set imported\n")
    #expect(
      result.err
        == "holdfast: exercise \"wal-sit\" (1 set) is in no catalogue, and is imported as it is; did you mean wall-sit?\n"
    )
    #expect(world.run("log", "--json").out.contains("\"exercise\":\"wal-sit\""))
  }

  @Test func readsStandardInputAndTheMarkOfAByteOrder() throws {
    let world = world()
    let file = world.write("a.csv", "\u{FEFF}" + header + "\r\n" + row + "\r\n")
    var context = world.context()
    context.input = try openFile(file, O_RDONLY)
    defer { close(context.input) }
    #expect(runHoldfast(["import", "-"], in: context) == 0)
    #expect(context.out.text == "1 set imported\n")
  }

  @Test func columnsMayStandInAnyOrderAndBeLeftOut() throws {
    let world = world()
    let file = world.write(
      "a.csv",
      """
      clock, ended_by,duration_s,started_at,side,kind,exercise,station,athlete,id
      synced,edit,30,2026-11-20T10:00:00+01:00,both,hold,plank,main,me,\(id)

      """)
    #expect(world.run("import", file).status == 0)
    #expect(
      world.run("log", "--json").out.contains(
        "\"started_at\":\"2026-11-20T09:00:00.000000+00:00\",\"duration_s\":30.000000,\"reps\":null"))
  }

  @Test func aFileWithoutSetsIsNoMistake() {
    let world = world()
    #expect(world.run("import", world.write("a.csv", csvHeader + "\n")).out == "0 sets imported\n")
    #expect(!fileExists(world.database))
  }

  // MARK: Bad input

  /// Rows that are wrong, with what is said of them behind `FILE:2: `.
  @Test(arguments: badRows) func saysWhichFieldIsWrong(line: String, problem: String) throws {
    let world = world()
    let file = world.write("bad.csv", header + "\n" + line + "\n")
    let result = world.run("import", file)
    #expect(
      result
        == World.Result(
          status: 65, out: "",
          err: """
            holdfast: \(file):2: \(problem)
              nothing was imported: put the file right and import it again

            """))
    #expect(!fileExists(world.database))
  }

  /// Headers that are wrong, with what is said behind `FILE:1: `.
  @Test(arguments: badHeaders) func saysWhichColumnIsWrong(header: String, problems: [String]) {
    let world = world()
    let file = world.write("bad.csv", header + "\n" + row + "\n")
    let result = world.run("import", file)
    #expect(result.status == 65)
    #expect(
      result.err
        == problems.map { "holdfast: \(file):1: \($0)\n" }.joined()
        + "  nothing was imported: put the file right and import it again\n")
  }

  @Test(arguments: badLines) func saysWhichLineOfJSONIsWrong(line: String, problem: String) throws {
    let world = world()
    let good = JSONWriter.text(LoggedSet.hold("aaaaaa", at: "2026-11-20T09:00:00Z"))
    let file = world.write("bad.json", good + "\n\n" + line + "\n")
    let result = world.run("import", "--format", "json", file)
    #expect(result.status == 65)
    #expect(result.err.hasPrefix("holdfast: \(file):3: \(problem)\n"), "\(result.err)")
    #expect(!fileExists(world.database))
  }

  @Test(arguments: badValues) func saysWhichValueOfJSONIsWrong(
    bad: (good: String, bad: String, problem: String)
  ) {
    let (good, bad, problem) = bad
    let world = world()
    let text = JSONWriter.text(LoggedSet.hold("aaaaaa", at: "2026-11-20T09:00:00Z"))
    #expect(text.contains(good))
    let file = world.write("bad.json", text.replacing(good, bad) + "\n")
    #expect(
      world.run("import", file).err
        == "holdfast: \(file):1: \(problem)\n  nothing was imported: put the file right and import it again\n"
    )
  }

  @Test func allOrNothing() throws {
    let world = world()
    let bad = world.write("a.csv", header + "\n" + row + "\n" + row(.duration, "-3") + "\n")
    #expect(world.run("import", bad).status == 65)
    #expect(!fileExists(world.database))
    let twice = world.write("b.csv", header + "\n" + row + "\n" + row + "\n")
    #expect(
      world.run("import", twice).err.contains(
        "b.csv:3: id: the same id as on line 2; a set stands in a file once"))
    // Cut off in the middle of a figure, where what is left could be one.
    let whole = header + "\n" + row(.note, "12345") + "\n"
    for length in [3, 10, 40] {
      let cut = world.write("c.csv", String(whole.dropLast(length)))
      let result = world.run("import", cut)
      #expect(result.status == 65)
      #expect(result.err.contains("c.csv:2: the file ends within this line: it may have been cut off"))
    }
    #expect(!fileExists(world.database))
  }

  @Test func tenProblemsAreEnough() {
    let world = world()
    let file = world.write("a.csv", header + "\n" + String(repeating: row(.reps, "x") + "\n", count: 33))
    let lines = world.run("import", file).err.split(separator: "\n")
    #expect(lines.count == 12)
    #expect(lines[9].hasPrefix("holdfast: \(file):11: reps: "))
    #expect(lines[10] == "holdfast: and 23 more")
  }

  @Test func whatIsNoExportAtAll() throws {
    let world = try World.withFixedLog()
    func said(_ name: String, _ bytes: [UInt8]) -> World.Result {
      let path = world.write(name, "")
      let file = fopen(path, "w")!
      fwrite(bytes, 1, bytes.count, file)
      fclose(file)
      return world.run("import", path)
    }
    #expect(said("a", []).err.contains("a: the file is empty\n"))
    #expect(
      said("b", Array(header.utf8) + [0x0A, 0xE9, 0x0A]).err.contains(
        "b:2: id: not UTF-8; save the file as UTF-8"))
    #expect(said("c", [0xFF, 0xFE, 0x69, 0]).err.contains("c: this is UTF-16\n  save it as UTF-8\n"))
    let fit = world.folder + "/one.fit"
    #expect(
      world.run("export", "--format", "fit", "--athlete", "ben", "--until", "2026-11-01", "-o", fit).status
        == 0)
    #expect(
      world.run("import", fit).err.contains("a FIT file cannot be imported: it does not know the sets' ids"))
    #expect(world.run("import", world.database).err.contains("this is a database, not an export"))
    #expect(world.run("import", world.folder + "/none").status == 66)
    #expect(world.run("import", world.folder).status == 66)
    #expect(world.run("import", fit, "--format", "fit").status == 64)
    #expect(world.run("log", "--json").out.split(separator: "\n").count == FixedLog.sets.count)
  }
}

extension String {
  fileprivate func replacingDuration(_ text: String) -> String { replacing(",45.012345,", ",\(text),") }

  /// As `String.replacing` of a newer library.
  fileprivate func replacing(_ part: String, _ other: String) -> String {
    var result = ""
    var rest = self[...]
    while let place = rest.firstRange(of: part) {
      result += rest[..<place.lowerBound] + other
      rest = rest[place.upperBound...]
    }
    return result + rest
  }
}
