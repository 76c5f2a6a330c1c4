import Control
import Glibc
import Syscalls
import Testing
import Training

@Suite("Cue commands")
struct CueTests {
  /// A program that notes its arguments, a line each, and how many of its kind run.
  private func program(_ folder: Folder, _ rest: String = "") -> String {
    folder.write(
      "cue",
      """
      #!/bin/sh
      d=\(folder.path)
      mkdir "$d/running" 2>/dev/null || echo "two at once" >> "$d/said"
      for a in "$@"; do printf '%s|' "$a" >> "$d/line"; done
      cat "$d/line" >> "$d/said"; echo >> "$d/said"; rm "$d/line"
      \(rest)
      rmdir "$d/running"

      """, mode: 0o755)
  }

  @Test("It is run with its text filled in, and no shell looks at it")
  func withoutShell() throws {
    let folder = Folder()
    let name = "Sit; touch \(folder.path)/hacked $(touch \(folder.path)/hacked) `id` 'x' {cue} *"
    folder.write(
      "exercises.toml", "[[exercise]]\nid = \"odd\"\nname = \"\(name)\"\nkind = \"hold\"\n")
    let daemon = try RunningDaemon(
      folder,
      configuration: """
        exercise = "odd"
        [cues]
        command = ["\(program(folder))", "{cue}", "{text}", "say {text}!", "{station} {exercise} {athlete}", "{nothing}"]
        """)
    let client = try daemon.client()
    _ = try client.station(.select(SelectRequest(load: .set(5))))
    #expect(eventually { folder.text("said").hasSuffix("\n") })
    #expect(folder.text("said") == "ready|\(name)|say \(name)!|main odd me|{nothing}|\n")
    #expect(folder.mode("hacked") == nil)
    _ = try client.station(.start(station: nil))
    _ = try client.set(.stop(station: nil))
    #expect(eventually { folder.text("said").split(separator: "\n").count == 4 })
    let cues = folder.text("said").split(separator: "\n").map { $0.prefix { $0 != "|" } }
    #expect(cues == ["ready", "started", "stopped", "saved"])
  }

  @Test("One at a time; those that come meanwhile wait, at most four")
  func oneAtATime() throws {
    let folder = Folder()
    let daemon = try RunningDaemon(
      folder,
      configuration: """
        [cues]
        command = ["\(program(folder, "until [ -e \(folder("go")) ]; do sleep 0.02; done"))", "{exercise}"]

        """)
    let client = try daemon.client()
    let ids = ["wall-sit", "squat", "push-up", "side-plank", "bird-dog", "pull-up", "dead-bug", "step-up"]
    for id in ids { _ = try client.station(.select(SelectRequest(exercise: id))) }
    folder.write("go", "")
    #expect(eventually { folder.text("said").contains("step-up|\n") })
    // The first was under way; of those that waited the last four were still worth saying.
    #expect(
      folder.text("said").split(separator: "\n").map { String($0.dropLast()) } == [ids[0]] + ids.suffix(4))
  }

  @Test("It is killed after five seconds of real time with all it started, and the next gets its turn")
  func killed() throws {
    let folder = Folder()
    var pedal = Pedal()
    pedal.tap(at: 100_000)
    // A hundred times faster: five seconds of the recording would be over before the program has begun.
    let begun = SystemClock.boottime
    let daemon = try RunningDaemon(
      folder, ["--play", folder.write("taps", pedal.text), "--speed", "100"],
      configuration: """
        [cues]
        command = ["/bin/sh", "-c", "echo $1 >> \(folder.path)/said; sleep 60; echo over >> \(folder.path)/said", "cue", "{cue}"]
        """)
    #expect(eventually { folder.text("said") == "started\n" })
    _ = try daemon.client().set(.stop(station: nil))
    #expect(
      eventually { folder.text("said") == "started\nstopped\n" }, "\(folder.text("said")) \(daemon.log)")
    let took = SystemClock.boottime - begun
    #expect(took > 5_000_000, "\(took)")
    #expect(daemon.log.contains("took over 5 s and was killed"))
    let children = (try? readFile("/proc/\(daemon.process)/task/\(daemon.process)/children")) ?? []
    #expect(children.split(separator: 32).count <= 1)
    // And nothing of it outlives the daemon.
    #expect(daemon.stop() == 0)
  }

  @Test("A program that is not there is told of, and harms nothing")
  func missing() throws {
    let daemon = try RunningDaemon(configuration: "[cues]\ncommand = [\"/nowhere/cue\"]\n")
    let client = try daemon.client()
    _ = try client.station(.start(station: nil))
    #expect(try client.set(.stop(station: nil)).endedBy == .command)
    #expect(daemon.logs("/nowhere/cue"))
  }
}
