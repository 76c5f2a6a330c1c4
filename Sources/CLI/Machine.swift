public import Syscalls
import Training

/// What a command asks of the machine around it besides devices and its own files: for `setup` and `doctor`. Nothing has a
/// default, so that no test looks at the machine that it runs on.
public struct Machine {
  /// What goes before the absolute path of a file of the system, `/proc` included: empty for the real ones.
  public var root: String
  /// Whether a person types what comes from standard input.
  public var inputIsTyped: Bool
  /// The names of the groups that this process is in.
  public var groups: () throws(SystemError) -> [String]
  /// The users that the group database has in a group, by its name; `nil` where there is no such group.
  public var members: (String) -> [String]?
  /// The room on the disk that a path is on.
  public var space: (String) throws(SystemError) -> DiskSpace
  /// Whether the kernel calls the wall clock synchronized.
  public var isClockSynchronized: () throws(SystemError) -> Bool
  /// Runs a program for what it prints.
  public var capture: ([String]) throws(SystemError) -> Captured

  /// A machine of these parts.
  public init(
    root: String, inputIsTyped: Bool, groups: @escaping () throws(SystemError) -> [String],
    members: @escaping (String) -> [String]?, space: @escaping (String) throws(SystemError) -> DiskSpace,
    isClockSynchronized: @escaping () throws(SystemError) -> Bool,
    capture: @escaping ([String]) throws(SystemError) -> Captured
  ) {
    self.root = root
    self.inputIsTyped = inputIsTyped
    self.groups = groups
    self.members = members
    self.space = space
    self.isClockSynchronized = isClockSynchronized
    self.capture = capture
  }

  /// The real one.
  public static func live() -> Machine {
    Machine(
      root: "", inputIsTyped: Terminal(0).isTerminal, groups: processGroups,
      members: groupMembers,
      space: diskSpace, isClockSynchronized: SystemClock.isSynchronized,
      capture: { arguments throws(SystemError) in try captureOutput(of: arguments, milliseconds: 5_000) })
  }

  // MARK: Files of the system

  func exists(_ path: String) -> Bool { fileExists(root + path) }

  /// The beginning of a small file, without spaces and line feeds at its end; `nil` where it cannot be read.
  func text(_ path: String) -> String? {
    attribute(root + path).map { bytes in
      var bytes = bytes[...]
      while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The names in a folder, in their order; none where it cannot be read.
  func names(in path: String) -> [String] { ((try? directoryEntries(root + path)) ?? []).sorted() }
}

/// The programs that run, as `/proc` shows them.
extension Machine {
  /// The ids of all processes of a program, by the name that the kernel keeps of it (15 bytes).
  func processes(named name: String) -> [Int] {
    names(in: "/proc").compactMap(Int.init).sorted().filter { text("/proc/\($0)/comm") == name }
  }

  /// Who has each device node open, as far as this user may see: only root sees the files of other users' programs.
  func openers(of nodes: Set<String>) -> [String: [String]] {
    var openers: [String: [String]] = [:]
    for process in names(in: "/proc").compactMap(Int.init).sorted() {
      let folder = "/proc/\(process)/fd"
      var found: Set<String> = []
      for number in names(in: folder) {
        guard let target = try? readLink(root + folder + "/" + number), nodes.contains(target) else {
          continue
        }
        found.insert(target)
      }
      guard !found.isEmpty else { continue }
      let name = text("/proc/\(process)/comm") ?? "a program"
      for node in found { openers[node, default: []].append("\(clean(name)) (process \(process))") }
    }
    return openers
  }
}
