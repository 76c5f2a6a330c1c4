import Glibc
import Gym
import Store
import Syscalls

/// Whether a path leads to a folder, or is written as one.
func isFolder(_ path: String) -> Bool {
  path.hasSuffix("/") || (try? fileStatus(path)).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
}

/// Writes a file that is there whole or not at all, in the place of one that was there before; also where a signal ends
/// the program. What is no file (a device, a pipe) is written as it is.
/// - Parameter database: the database that is read meanwhile: neither it nor what belongs to it is written over.
/// - Throws: a failure that names the path; or what `body` throws.
func writeFile(
  _ path: String, besides database: String, _ context: Context, _ body: (Output) throws -> Void
) throws {
  // A limit on the size of files is to be an error like a full disk.
  ignoreSignals([SIGXFSZ])
  try Store.checkTarget(path, besides: database)
  do {
    if let status = try? fileStatus(path), status.st_mode & S_IFMT != S_IFREG {
      let descriptor = Descriptor(owning: try openFile(path, O_WRONLY))
      try withExtendedLifetime(descriptor) { try write(path, descriptor.number, nil, body) }
      return
    }
    try unlessInterrupted(path, context) { signals in
      let file = try PendingFile(path, mode: 0o640)
      try write(path, file.descriptor, signals, body)
      if signals.hasCome { throw Interruption() }
      try file.commit(replacing: true)
    }
  } catch let error as SystemError {
    throw Failure(ExitStatus(error), "\(path): \(error.message)", remedy: remedy(error, path))
  }
}

/// A signal has come; what was begun has been cleaned up.
struct Interruption: Error {}

/// Does something to a file that a signal which ends the program must not leave half done: it is told of the signal when
/// it asks, and throws an `Interruption`; then the signal ends the program.
func unlessInterrupted<Result>(
  _ path: String, _ context: Context, _ body: (HeldSignals) throws -> Result
) throws -> Result {
  // SIGPIPE, too: a remark that nobody reads.
  try holdingSignals(TerminalSignal.ending + [SIGPIPE]) { signals in
    do { return try body(signals) } catch is Interruption {
      let failure = Failure(.inputOutput, "\(path): interrupted, and nothing was written")
      // The last that is said before the signal takes effect.
      context.remark(failure.messages[0])
      throw failure
    }
  }
}

private func write(
  _ path: String, _ descriptor: Int32, _ signals: HeldSignals?, _ body: (Output) throws -> Void
) throws {
  let out = Output(descriptor: descriptor, name: path, isCut: { signals?.hasCome ?? false })
  try body(out)
  try out.flush()
}

/// What to do where a file could not be written.
func remedy(_ error: SystemError, _ path: String) -> String? {
  switch error.errno {
  case ENOSPC, EDQUOT: "make room on its disk; nothing was left there"
  case ENOENT: "make the folder \(directoryName((try? endOfLinks(path)) ?? path)) first"
  default: Store.remedy(forWriting: path, error)
  }
}
