import Glibc

/// Signals that are held back.
public struct HeldSignals {
  private let signals: [Int32]

  fileprivate init(_ signals: [Int32]) { self.signals = signals }

  /// Whether one of them has come.
  public var hasCome: Bool {
    var pending = sigset_t()
    sigpending(&pending)
    return signals.contains { sigismember(&pending, $0) == 1 }
  }
}

/// Does something that a signal must not cut short: one that comes meanwhile takes effect at the end, which for most is
/// the end of the program, with the status that the signal gives.
///
/// A signal that this process ignores (`nohup`, a shell's background job) stays ignored. Held are those of the calling
/// thread: a program with other threads blocks them there.
/// - Parameters:
///   - signals: those that are held.
///   - body: is told when it asks whether one has come, and had better clean up and return then.
public func holdingSignals<Result, Failure>(
  _ signals: [Int32], _ body: (HeldSignals) throws(Failure) -> Result
) throws(Failure) -> Result {
  // A blocked one would be kept even where it is ignored.
  let held = signals.filter { !isIgnored($0) }
  var set = sigset_t()
  sigemptyset(&set)
  for signal in held { sigaddset(&set, signal) }
  var former = sigset_t()
  pthread_sigmask(SIG_BLOCK, &set, &former)
  defer { pthread_sigmask(SIG_SETMASK, &former, nil) }
  return try body(HeldSignals(held))
}

private func isIgnored(_ signal: Int32) -> Bool {
  var action = sigaction()
  guard sigaction(signal, nil, &action) == 0 else { return false }
  // Functions cannot be compared; this one is the number 1 (asm-generic/signal-defs.h).
  return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
}
