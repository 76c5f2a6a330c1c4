import ArgumentParser
import Control
import Gym
import Training

struct DoctorCommand: PagedCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", _superCommandName: "holdfast",
    abstract: "Is everything as it should be: permissions, service, clock, disk, database.",
    discussion: """
      Each finding is ok, a note, a warning (it works, but not for long or not well), a problem, or not checked, with the \
      reason. What is to be done stands below it. Nothing is changed, and no device is opened.

      The exit code is 0 where there is no problem; else that of the gravest: 78 configuration, 77 permission, 65 damaged \
      database, 74 disk, 69 daemon or service. With --json each finding is a line: topic, status (ok, note, warning, \
      problem, not-checked), what, remedy, exit_code.
      """)

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var socket: SocketOption

  func run(in context: Context) throws {
    let places = Places(context, config: config.path, database: database.path, socket: socket.path)
    let examination = Examination(context, places)
    examination.examine()
    let findings = examination.findings
    switch output.format {
    case .json: for finding in findings { context.out.write(JSONWriter.line(finding)) }
    case .text, .csv: print(findings, context)
    }
    let worst = findings.compactMap(\.problem).max { Self.gravity($0) < Self.gravity($1) }
    guard let worst else { return }
    var failure = Failure(worst, "")
    // All has been said.
    failure.messages = []
    throw failure
  }

  /// What keeps the rest from working comes first.
  private static func gravity(_ status: ExitStatus) -> Int {
    let order: [ExitStatus] = [.unavailable, .inputOutput, .data, .permission, .configuration]
    return order.firstIndex(of: status) ?? -1
  }

  private func print(_ findings: [Finding], _ context: Context) {
    let style = context.style
    var topic: Finding.Topic?
    for finding in findings {
      if finding.topic != topic {
        context.out.line(style.paint(finding.topic.rawValue, .heading))
        topic = finding.topic
      }
      let mark = finding.status.mark
      let start = "  " + mark + String(repeating: " ", count: max(1, 9 - width(mark)))
      for (index, line) in wrapped(start + finding.what, to: style.columns, indent: width(start)).enumerated()
      {
        // Only the mark is colored: that is what the eye looks for.
        context.out.line(
          index == 0 ? "  " + style.paint(mark, finding.status.role) + line.dropFirst(2 + mark.count) : line)
      }
      let space = String(repeating: " ", count: width(start))
      for line in finding.remedy.map({ wrapped(space + $0, to: style.columns, indent: width(start)) }) ?? [] {
        context.out.line(line)
      }
    }
    context.out.line()
    let counts = Finding.Status.allCases.reversed().compactMap { status -> String? in
      let count = findings.filter { $0.status == status }.count
      guard count > 0 else { return nil }
      return "\(count) \(status.counted(count))"
    }
    for line in wrapped(counts.joined(separator: ", "), to: style.columns) { context.out.line(line) }
  }
}

/// Something that `doctor` found.
struct Finding: Equatable {
  /// What it is about, in the order in which it is told.
  enum Topic: String {
    case paths, user, devices, udev, service, daemon, configuration, database, disk, clock, journal, power
  }

  /// How it is.
  enum Status: String, CaseIterable {
    /// It could not be found out; `what` says why.
    case notChecked = "not-checked"
    case ok
    /// Good to know.
    case note
    /// It works, but not well, or not for long.
    case warning
    /// It does not work.
    case problem
  }

  var topic: Topic
  var status: Status
  /// What was found.
  var what: String
  /// What to do.
  var remedy: String?
  /// For a problem, the exit code of its kind.
  var problem: ExitStatus?
}

extension Finding.Status {
  /// As it is printed.
  var mark: String { self == .notChecked ? "–" : rawValue }

  func counted(_ count: Int) -> String {
    switch self {
    case .ok: "ok"
    case .notChecked: "not checked"
    case .note, .warning, .problem: count == 1 ? rawValue : rawValue + "s"
    }
  }

  var role: Style.Role {
    switch self {
    case .ok: .good
    case .notChecked: .faint
    case .note: .plain
    case .warning, .problem: .warning
    }
  }
}

extension Finding: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("topic", topic.rawValue)
      $0.member("status", status.rawValue)
      $0.member("what", what)
      $0.member("remedy", remedy)
      $0.member("exit_code", problem.map { Int($0.rawValue) })
    }
  }
}
