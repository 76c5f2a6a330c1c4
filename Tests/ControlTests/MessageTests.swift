@testable import Control
import Testing
import Training

private let at = WallTime(iso8601: "2026-11-21T10:00:00.5Z")!
private let example = JSONWriter.text(LoggedSet.example)
/// As an import and an export have it.
private let whole = example.dropLast() + #","doubtful":false}"#
private let exampleID = JSONWriter.text(LoggedSet.example.id)

private let exampleRun =
  #"{"id":\#(exampleID),"athlete":"me","date":"2026-11-20","time":"07:05","kind":"long","duration_s":5400.000000,"#
  + #""distance_km":15.5,"note":"slow"}"#
private let bareRun =
  #"{"id":\#(exampleID),"athlete":"me","date":"2026-11-20","time":null,"kind":"easy","duration_s":null,"#
  + #""distance_km":null,"note":null}"#

extension LoggedRun {
  fileprivate static let example = LoggedRun(
    id: LoggedSet.example.id, athlete: "me", day: 20_777, minute: 425, kind: .long, duration: .seconds(5_400),
    km: 15.5, note: "slow")
  fileprivate static let bare = LoggedRun(
    id: LoggedSet.example.id, athlete: "me", day: 20_777, kind: .easy)
}

extension ProgramChange {
  fileprivate static let example = ProgramChange(
    athlete: "me", started: ProgramRun(athlete: "me", program: "home-plan", startDay: 20_778),
    stopped: [
      ProgramRun(
        athlete: "me", program: "old", startDay: 20_700, stopDay: 20_778,
        race: Race(day: 20_926, distance: RaceDistance("15 km")!))
    ])
}

private let exampleProgramChange =
  #"{"athlete":"me","started":{"athlete":"me","program":"home-plan","start":"2026-11-21","stop":null,"race":null},"#
  + #""stopped":[{"athlete":"me","program":"old","start":"2026-09-04","stop":"2026-11-21","#
  + #""race":{"date":"2027-04-18","distance":"15 km","distance_km":15}}]}"#

extension ChangeReport {
  /// A note to a set.
  static func example(_ text: String) -> ChangeReport {
    ChangeReport(kind: .note, text: text, set: .example, count: 1, before: [.example], after: [])
  }
}

@Suite struct RequestTests {
  static let good: [(Request, String)] = [
    (.status, #"{"request":"status","id":7}"#),
    (.redo, #"{"request":"redo","id":7}"#),
    (.reload, #"{"request":"reload","id":7}"#),
    (.start(station: nil), #"{"request":"start","id":7}"#),
    (.start(station: "main"), #"{"request":"start","id":7,"station":"main"}"#),
    (.stop(station: "a"), #"{"request":"stop","id":7,"station":"a"}"#),
    (.rep(station: "a"), #"{"request":"rep","id":7,"station":"a"}"#),
    (.discard(station: "a"), #"{"request":"discard","id":7,"station":"a"}"#),
    (.undo(station: nil, athlete: nil), #"{"request":"undo","id":7}"#),
    (.undo(station: "a", athlete: "me"), #"{"request":"undo","id":7,"station":"a","athlete":"me"}"#),
    (.subscribe(Subscription()), #"{"request":"subscribe","id":7,"what":["events"]}"#),
    (
      .subscribe(Subscription([.input, .events], station: "a", device: "/dev/input/event3")),
      #"{"request":"subscribe","id":7,"what":["events","input"],"station":"a","device":"/dev/input/event3"}"#
    ),
    (.select(SelectRequest(exercise: "plank")), #"{"request":"select","id":7,"exercise":"plank"}"#),
    (
      .select(
        SelectRequest(
          station: "a", exercise: "side-plank", side: .left, load: .set(2.5), target: .set("30-45s"),
          athlete: "anna")),
      #"{"request":"select","id":7,"station":"a","exercise":"side-plank","side":"left","load_kg":2.5,"#
        + #""target":"30-45s","athlete":"anna"}"#
    ),
    (
      .select(SelectRequest(load: .clear, target: .clear)),
      #"{"request":"select","id":7,"load_kg":null,"target":null}"#
    ),
    (.add(.example), #"{"request":"add","id":7,"set":\#(example)}"#),
    (
      .edit(
        LoggedSet.example.id,
        SetEdit(
          exercise: "Plank", side: .left, startedAt: at, duration: .seconds(40.5), reps: .set(8),
          loadKg: .set(2.5),
          rpe: .set(7), target: .set("30-45s"), athlete: "ana", note: .set("n"), confirms: true)),
      #"{"request":"edit","id":7,"set_id":\#(exampleID),"exercise":"Plank","side":"left","#
        + #""started_at":"2026-11-21T10:00:00.500000+00:00","duration_s":40.500000,"reps":8,"load_kg":2.5,"rpe":7,"#
        + #""target":"30-45s","athlete":"ana","note":"n","confirm":true}"#
    ),
    (
      .edit(
        LoggedSet.example.id,
        SetEdit(reps: .clear, loadKg: .clear, rpe: .clear, target: .clear, note: .clear)),
      #"{"request":"edit","id":7,"set_id":\#(exampleID),"reps":null,"load_kg":null,"rpe":null,"target":null,"note":null}"#
    ),
    (
      .edit(LoggedSet.example.id, SetEdit(confirms: true)),
      #"{"request":"edit","id":7,"set_id":\#(exampleID),"confirm":true}"#
    ),
    (.note(LoggedSet.example.id, "n"), #"{"request":"note","id":7,"set_id":\#(exampleID),"note":"n"}"#),
    (.note(LoggedSet.example.id, nil), #"{"request":"note","id":7,"set_id":\#(exampleID),"note":null}"#),
    (.delete([LoggedSet.example.id]), #"{"request":"delete","id":7,"set_ids":[\#(exampleID)]}"#),
    (
      .import([.example, .example], after: 130, more: true),
      #"{"request":"import","id":7,"sets":[\#(whole),\#(whole)],"after":130,"more":true}"#
    ),
    (.import([], after: 0, more: false), #"{"request":"import","id":7,"sets":[],"after":0,"more":false}"#),
    (
      .programStart(ProgramStartRequest(program: "home-plan")),
      #"{"request":"program_start","id":7,"program":"home-plan"}"#
    ),
    (
      .programStart(
        ProgramStartRequest(
          athlete: "ana", program: "marathon",
          race: Race(day: 20_926, distance: RaceDistance("half-marathon")!),
          startDay: 20_778)),
      #"{"request":"program_start","id":7,"athlete":"ana","program":"marathon","race":{"date":"2027-04-18","#
        + #""distance":"half-marathon","distance_km":21.0975},"start":"2026-11-21"}"#
    ),
    (.programStop(athlete: nil), #"{"request":"program_stop","id":7}"#),
    (.programStop(athlete: "ana"), #"{"request":"program_stop","id":7,"athlete":"ana"}"#),
    (.runAdd(.example), #"{"request":"run_add","id":7,"run":\#(exampleRun)}"#),
    (
      .runImport([.example, .bare]),
      #"{"request":"run_import","id":7,"runs":[\#(exampleRun),\#(bareRun)]}"#
    ),
    (.runImport([]), #"{"request":"run_import","id":7,"runs":[]}"#),
    (.runDelete(LoggedSet.example.id), #"{"request":"run_delete","id":7,"run_id":\#(exampleID)}"#),
    (
      .answer(Answer(athlete: "me", day: 20_778, question: .pain, choice: "joint", exercise: "squat")),
      #"{"request":"answer","id":7,"answer":{"athlete":"me","date":"2026-11-21","question":"pain","#
        + #""choice":"joint","exercise":"squat"}}"#
    ),
    (
      .learn(
        LearnRequest(
          athlete: "ana", exercise: "Side plank", direction: SIMD3(0.25, -9.81, 0), tolerance: 15,
          device: "Joy-Con (L) (IMU)")),
      #"{"request":"learn","id":7,"athlete":"ana","exercise":"Side plank","direction":[0.25,-9.81,0],"#
        + #""tolerance_deg":15,"device":"Joy-Con (L) (IMU)"}"#
    ),
    (
      .learn(LearnRequest(exercise: "plank", direction: SIMD3(0, 0, 1), tolerance: 7.5, device: "")),
      #"{"request":"learn","id":7,"exercise":"plank","direction":[0,0,1],"tolerance_deg":7.5,"device":""}"#
    ),
    (.forget(athlete: nil, exercise: "plank"), #"{"request":"forget","id":7,"exercise":"plank"}"#),
    (
      .forget(athlete: "ana", exercise: "plank"),
      #"{"request":"forget","id":7,"athlete":"ana","exercise":"plank"}"#
    ),
  ]

  @Test func writtenAndRead() throws {
    for (request, text) in Self.good {
      #expect(JSONWriter.text(RequestLine(id: .number(7), request)) == text)
      let line = RequestLine(parsing: Array(text.utf8))
      #expect(try line.request.get() == request)
      #expect(line.id == .number(7))
    }
    #expect(Set(Self.good.map(\.0.name)) == Set(Request.Name.allCases))
  }

  @Test func idsAreOptionalAndMayBeText() throws {
    #expect(RequestLine(parsing: Array(#"{"request":"status"}"#.utf8)).id == nil)
    #expect(RequestLine(parsing: Array(#"{"id":"a\"b","request":"status"}"#.utf8)).id == .text("a\"b"))
    #expect(
      try RequestLine(parsing: Array(#"{"request":"subscribe"}"#.utf8)).request.get() == .subscribe(.init()))
  }

  // Not among the arguments themselves: Swift 6.0 does not take texts with values in them there.
  private static let badLines =
    [
      (#"{"request":"#, "no JSON: byte 11: a value is missing", nil, nil),
      ("[]", "the message: must be an object, not an array", nil, nil),
      ("{}", #"field "request": is missing"#, nil, nil),
      (#"{"id":3}"#, #"field "request": is missing"#, nil, 3),
      (
        #"{"id":1.5,"request":"status"}"#, #"field "id": must be a whole number or text, not a number"#, nil,
        nil
      ),
      (#"{"request":7,"id":3}"#, #"field "request": must be text, not a number"#, nil, 3),
      (
        #"{"request":"stauts","id":3}"#,
        #"field "request": "stauts" is not one of status, subscribe, select, start, stop, rep, discard, undo, redo, add, edit, note, delete, import, program_start, program_stop, run_add, run_import, run_delete, answer, learn, forget, reload"#,
        #"did you mean "status"?"#, 3
      ),
      (
        #"{"request":"status","station":"a"}"#, #"field "station": is not known here"#,
        "known are: request, id", nil
      ),
      (
        #"{"request":"select","laod_kg":2}"#, #"field "laod_kg": is not known here"#,
        #"did you mean "load_kg"?"#,
        nil
      ),
      (#"{"request":"start","station":["a"]}"#, #"field "station": must be text, not an array"#, nil, nil),
      (#"{"request":"start","station":""}"#, #"field "station": is empty"#, nil, nil),
      (
        #"{"request":"select"}"#, "select: nothing is selected",
        "give any of exercise, side, load_kg, target, athlete", nil
      ),
      (
        #"{"request":"select","station":"a"}"#, "select: nothing is selected",
        "give any of exercise, side, load_kg, target, athlete", nil
      ),
      (
        #"{"request":"select","side":"lft"}"#, #"field "side": "lft" is not one of both, left, right"#,
        #"did you mean "left"?"#, nil
      ),
      (#"{"request":"select","load_kg":"2"}"#, #"field "load_kg": must be a number, not text"#, nil, nil),
      (#"{"request":"select","load_kg":-1}"#, #"field "load_kg": must be from 0 to 1000"#, nil, nil),
      (#"{"request":"select","load_kg":1e300}"#, #"field "load_kg": must be from 0 to 1000"#, nil, nil),
      (#"{"request":"add"}"#, #"field "set": is missing"#, nil, nil),
      (
        #"{"request":"program_start"}"#, #"field "program": is missing"#,
        "give a program's id, see: holdfast programs", nil
      ),
      (
        #"{"request":"program_start","program":"a","start":"2026-02-30"}"#,
        #"field "start": "2026-02-30" is no date"#, "write it as 2026-11-21", nil
      ),
      (
        #"{"request":"program_start","program":"a","race":{"date":"2027-04-18"}}"#,
        #"field "race.distance": is missing"#, nil, nil
      ),
      (
        #"{"request":"program_start","program":"a","race":{"date":"2027-04-18","distance":"far"}}"#,
        #"field "race.distance": "far" is no distance of a race"#,
        "write 5k, 10k, half-marathon, marathon, ultra, 15km or 10mi", nil
      ),
      (#"{"request":"program_stop","athlete":""}"#, #"field "athlete": is empty"#, nil, nil),
      (
        #"{"request":"run_add","run":\#(exampleRun.replacing("07:05", with: "7:05"))}"#,
        #"field "run.time": "7:05" is no time of day"#, "write it as 07:30", nil
      ),
      (
        #"{"request":"run_add","run":\#(exampleRun.replacing("long", with: "lnog"))}"#,
        #"field "run.kind": "lnog" is not one of easy, moderate, hard, intervals, tempo, hills, long, race"#,
        #"did you mean "long"?"#, nil
      ),
      (
        #"{"request":"run_import","runs":[\#(bareRun),{}]}"#, #"field "runs[1].date": is missing"#, nil, nil
      ),
      (#"{"request":"run_delete","run_id":"a"}"#, #"field "run_id": "a" is no UUID"#, nil, nil),
      (
        #"{"request":"answer","answer":{"athlete":"me","date":"2026-11-21","question":"pian","choice":"none"}}"#,
        #"field "answer.question": "pian" is not one of runner, situation, feeling, easy-run, stride, pain, form, runs, enough, bulk"#,
        #"did you mean "pain"?"#, nil
      ),
      (#"{"request":"learn"}"#, #"field "exercise": is missing"#, nil, nil),
      (#"{"request":"forget","athlete":"me"}"#, #"field "exercise": is missing"#, nil, nil),
      (
        #"{"request":"learn","exercise":"plank","direction":[1,2]}"#,
        #"field "direction": must have three numbers, not 2"#, nil, nil
      ),
      (
        #"{"request":"learn","exercise":"plank","direction":[1,2,"3"]}"#,
        #"field "direction[2]": must be a number, not text"#, nil, nil
      ),
      (
        #"{"request":"learn","exercise":"plank","direction":[1,2,3],"tolerance":3}"#,
        #"field "tolerance": is not known here"#,
        "known are: request, id, athlete, exercise, direction, tolerance_deg, device", nil
      ),
      (
        #"{"request":"add","set":\#(example.replacingDuration(with: "-3"))}"#,
        #"field "set.duration_s": must not be negative"#, nil, nil
      ),
      (
        #"{"request":"edit","set_id":\#(exampleID)}"#, "edit: nothing is edited",
        "give any of exercise, side, started_at, duration_s, reps, load_kg, rpe, target, athlete, note, confirm",
        nil
      ),
      (
        #"{"request":"edit","set_id":"last","rpe":7}"#, #"field "set_id": "last" is no UUID"#, nil, nil
      ),
      (
        #"{"request":"edit","set_id":\#(exampleID),"started_at":"yesterday"}"#,
        #"field "started_at": "yesterday" is no date and time"#,
        "write it as 2026-11-21T10:00:00.123456+00:00", nil
      ),
      (
        #"{"request":"edit","set_id":\#(exampleID),"duration":40}"#, #"field "duration": is not known here"#,
        #"did you mean "duration_s"?"#, nil
      ),
      (#"{"request":"note","set_id":\#(exampleID)}"#, #"field "note": is missing"#, "null removes it", nil),
      (#"{"request":"delete","set_ids":[]}"#, #"field "set_ids": must have from 1 to 1000 ids"#, nil, nil),
      (#"{"request":"import","more":true}"#, #"field "sets": is missing"#, nil, nil),
      (#"{"request":"import","sets":[{}]}"#, #"field "sets[0].id": is missing"#, nil, nil),
      (#"{"request":"import","sets":[],"after":-1}"#, #"field "after": must not be negative"#, nil, nil),
      (
        #"{"request":"subscribe","what":[]}"#, #"field "what": is empty"#, #"give "events", "input" or both"#,
        nil
      ),
      (
        #"{"request":"subscribe","what":["events","inptu"]}"#,
        #"field "what[1]": "inptu" is not one of events, input"#, #"did you mean "input"?"#, nil
      ),
    ] as [(String, String, String?, Int?)]

  @Test(arguments: badLines)
  func bad(_ text: String, _ message: String, _ remedy: String?, _ id: Int?) {
    let line = RequestLine(parsing: Array(text.utf8))
    #expect(line.request == .failure(ControlError(.data, message, remedy: remedy)))
    #expect(line.id == id.map { .number($0) })
  }
}

@Suite struct ReplyTests {
  @Test func replies() throws {
    func text(_ id: RequestID?, _ reply: Reply) -> String { JSONWriter.text(ReplyLine(id: id, reply: reply)) }
    #expect(text(.number(7), .done) == #"{"id":7,"ok":true,"result":null}"#)
    #expect(text(.text("x"), .done) == #"{"id":"x","ok":true,"result":null}"#)
    #expect(
      text(nil, .failure(ControlError(.usage, "no", remedy: "yes")))
        == #"{"ok":false,"error":{"code":64,"message":"no","remedy":"yes"}}"#)
    #expect(
      text(nil, .failure(ControlError(.data, "no")))
        == #"{"ok":false,"error":{"code":65,"message":"no","remedy":null}}"#)
    let set = JSONWriter.text(LoggedSet.example)
    #expect(text(nil, .set(.example)) == #"{"ok":true,"result":\#(set)}"#)
    #expect(
      text(nil, .change(.example("took back")))
        == #"{"ok":true,"result":{"kind":"note","text":"took back","set":\#(set),"count":1,"before":[\#(set)],"after":[]}}"#
    )
    #expect(text(nil, .program(.example)) == #"{"ok":true,"result":\#(exampleProgramChange)}"#)
    #expect(
      text(nil, .runs(RunsReport(added: 2, known: 1))) == #"{"ok":true,"result":{"added":2,"known":1}}"#)
    #expect(text(nil, .run(.example)) == #"{"ok":true,"result":\#(exampleRun)}"#)
    let read = try ProgramChange(json: JSONValue(parsing: exampleProgramChange), at: "")
    #expect(read == .example)
    let answer = Answer(athlete: "me", day: 20_778, question: .feeling, choice: "fresh")
    #expect(
      text(nil, .answer(answer))
        == #"{"ok":true,"result":{"athlete":"me","date":"2026-11-21","question":"feeling","choice":"fresh","exercise":null}}"#
    )
    let posture = LearntPosture(
      athlete: "me", exercise: "plank", direction: SIMD3(0.6, -0.8, 0), tolerance: 15, device: "IMU",
      learntAt: at)
    let postureText =
      #"{"athlete":"me","exercise":"plank","direction":[0.6,-0.8,0],"tolerance_deg":15,"device":"IMU","#
      + #""learnt_at":"2026-11-21T10:00:00.500000+00:00"}"#
    #expect(text(nil, .posture(posture)) == #"{"ok":true,"result":\#(postureText)}"#)
    #expect(try LearntPosture(json: JSONValue(parsing: postureText), at: "") == posture)
    let many = ChangeReport(
      kind: .import, text: "", set: nil, count: 25, before: [],
      after: Array(repeating: .example, count: 25))
    #expect(many.after.count == 20 && many.count == 25)
  }

  @Test func greeting() throws {
    let greeting = Greeting(version: "0.1.0", process: 812)
    #expect(JSONWriter.text(greeting) == #"{"holdfast":1,"version":"0.1.0","pid":812}"#)
    #expect(try Greeting(json: JSONValue(parsing: JSONWriter.text(greeting)), at: "") == greeting)
  }
}

@Suite struct ReportTests {
  private static let running = RunningReport(
    exercise: "side-plank", kind: .hold, side: .left, startedAt: at, elapsed: .milliseconds(1_500),
    target: Target(seconds: .exactly(20)), targetMet: false, carrier: .tap)
  private static let device = DeviceReport(
    path: "/dev/input/event3", name: "PCsensor FootSwitch", phys: "usb-1/input0", station: "main",
    isGrabbed: true)

  @Test func status() throws {
    let step = PlanReport.Step(
      exercise: "side-plank", exerciseName: "Side plank", side: .left, target: Target(seconds: .exactly(20)),
      set: .init(3, of: 4), rest: .seconds(60))
    let plan = PlanReport(
      program: "p", programName: "P", week: 2, session: "full", sessionName: "Full", done: 5, of: 9, up: step)
    let report = StatusReport(
      version: "0.1.0", process: 812, since: at, configuration: nil, database: "/d/h.db", socket: "/r/h.sock",
      clock: .init(isSynchronized: true, wall: at), pending: 2, faults: ["disk full"],
      stations: [
        StationReport(
          station: "main",
          selection: Selection(athlete: "me", exercise: "side-plank", side: .left, loadKg: 5),
          exerciseName: "Side plank", target: Target(seconds: .exactly(20)),
          set: .init(3, of: 4), state: .running,
          running: Self.running, lastSet: .example, plan: plan,
          adherence: AdherenceReport(program: "p", week: 2, done: 1, planned: 2, streak: 3, dose: .partly))
      ], devices: [Self.device])
    let moment = #""2026-11-21T10:00:00.500000+00:00""#
    let text =
      #"{"version":"0.1.0","pid":812,"since":\#(moment),"config":null,"database":"/d/h.db","socket":"/r/h.sock","#
      + #""clock":{"synced":true,"wall":\#(moment),"speed":1},"pending":2,"faults":["disk full"],"#
      + #""stations":[{"station":"main","athlete":"me","exercise":"side-plank","exercise_name":"Side plank","#
      + #""side":"left","load_kg":5,"target":{"seconds":20},"set":{"number":3,"of":4},"state":"running","#
      + #""running":{"exercise":"side-plank","kind":"hold","side":"left","started_at":\#(moment),"#
      + #""elapsed_s":1.500000,"reps":null,"load_kg":null,"rpe":null,"target":{"seconds":20},"target_met":false,"#
      + #""carrier":"tap"},"countdown_s":null,"rest_left_s":null,"rested_s":null,"session_left_s":null,"#
      + #""last_set":\#(JSONWriter.text(LoggedSet.example)),"#
      + #""plan":{"program":"p","program_name":"P","week":2,"session":"full","session_name":"Full","#
      + #""sets_done":5,"sets_planned":9,"up":{"exercise":"side-plank","exercise_name":"Side plank","#
      + #""side":"left","target":{"seconds":20},"set":{"number":3,"of":4},"rest_s":60.000000},"then":null},"#
      + #""adherence":{"program":"p","week":2,"sessions_done":1,"sessions_planned":2,"streak_weeks":3,"#
      + #""least_dose":"partly"}}],"#
      + #""devices":[{"path":"/dev/input/event3","name":"PCsensor FootSwitch","phys":"usb-1/input0","uniq":"","#
      + #""station":"main","use":"keys","grabbed":true,"state":"open","error":null}]}"#
    #expect(JSONWriter.text(report) == text)
    #expect(try StatusReport(json: JSONValue(parsing: text), at: "") == report)
  }

  private static let happenings: [(Event.Happening, String)] = [
    (.ready, #""ready""#), (.started(running), #""started""#), (.tick(3), #""tick""#),
    (.target, #""target""#),
    (.stopped, #""stopped""#), (.saved(.example), #""saved""#), (.rep(4), #""rep""#),
    (.form, #""form""#), (.restOver, #""rest-over""#), (.sessionDone, #""session-done""#),
    (.fault("rep-on-hold", text: "a hold has no reps"), #""fault""#),
    (.selected(Selection(athlete: "me", exercise: "x", side: .both)), #""selected""#),
    (.discarded, #""discarded""#), (.changed(.example("t")), #""changed""#),
    (.undone(.example("t")), #""undone""#),
    (.redone(.example("t")), #""redone""#), (.device(device), #""device""#),
    (.program(.example), #""program""#),
    (.reloaded, #""reloaded""#),
  ]

  @Test func events() throws {
    for (what, name) in Self.happenings {
      for station in ["main", nil] {
        let event = Event(what, station: station, at: at)
        let text = JSONWriter.text(event)
        let place = station.map { "\"\($0)\"" } ?? "null"
        #expect(
          text.hasPrefix(#"{"event":\#(name),"station":\#(place),"at":"2026-11-21T10:00:00.500000+00:00""#))
        #expect(try StreamLine(json: JSONValue(parsing: text), at: "") == .event(event))
      }
    }
    #expect(Set(Self.happenings.map(\.0.name)) == Set(Event.Name.allCases))
    #expect(
      JSONWriter.text(Event(.tick(3), station: "main", at: at))
        == #"{"event":"tick","station":"main","at":"2026-11-21T10:00:00.500000+00:00","seconds":3}"#)
  }

  @Test func input() throws {
    let event = InputEvent(
      path: "/dev/input/event3", name: "PCsensor", time: Instant(microseconds: 12_345_678), type: 1, code: 48,
      value: 1, typeName: "EV_KEY", codeName: "KEY_B")
    let text =
      #"{"input":{"path":"/dev/input/event3","name":"PCsensor","time":12.345678,"type":1,"code":48,"value":1,"#
      + #""type_name":"EV_KEY","code_name":"KEY_B"}}"#
    #expect(JSONWriter.text(event) == text)
    #expect(try StreamLine(json: JSONValue(parsing: text), at: "") == .input(event))
  }
}

extension String {
  /// The JSON of a set with another duration.
  fileprivate func replacingDuration(with text: String) -> String {
    let start = firstRange(of: "\"duration_s\":")!.upperBound
    let end = self[start...].firstIndex(of: ",")!
    return String(self[..<start]) + text + self[end...]
  }
}
