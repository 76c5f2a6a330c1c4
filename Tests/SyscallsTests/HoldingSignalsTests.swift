import Glibc
import Synchronization
import Syscalls
import Testing

private let taken = Atomic<Int>(0)

@Suite(.serialized) struct HoldingSignalsTests {
  // No other test and no program here uses it; sent to this thread alone.
  private static let signal = SIGVTALRM

  /// Has the signal reach the thread of a test, where all are blocked.
  private func receiving(_ body: () throws -> Void) rethrows {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, Self.signal)
    var former = sigset_t()
    pthread_sigmask(SIG_UNBLOCK, &set, &former)
    defer { pthread_sigmask(SIG_SETMASK, &former, nil) }
    try body()
  }

  private func send() { pthread_kill(pthread_self(), Self.signal) }

  @Test func itTakesEffectAtTheEnd() {
    let former = Glibc.signal(Self.signal) { _ in taken.add(1, ordering: .relaxed) }
    defer { _ = Glibc.signal(Self.signal, former) }
    receiving {
      let before = taken.load(ordering: .relaxed)
      let seen = holdingSignals([Self.signal]) { signals in
        let first = signals.hasCome
        send()
        return [first, signals.hasCome, taken.load(ordering: .relaxed) == before]
      }
      #expect(seen == [false, true, true])
      #expect(taken.load(ordering: .relaxed) == before + 1)
      send()
      #expect(taken.load(ordering: .relaxed) == before + 2)
    }
  }

  @Test func whatIsIgnoredStaysIgnored() {
    let former = Glibc.signal(Self.signal, SIG_IGN)
    defer { _ = Glibc.signal(Self.signal, former) }
    receiving {
      let hasCome = holdingSignals([Self.signal]) { signals in
        send()
        return signals.hasCome
      }
      #expect(!hasCome)
    }
  }

  @Test func errorsComeThrough() {
    receiving {
      #expect(throws: SystemError(EIO, doing: "nothing")) {
        try holdingSignals([Self.signal]) { _ throws(SystemError) in throw SystemError(EIO, doing: "nothing")
        }
      }
      var blocked = sigset_t()
      pthread_sigmask(SIG_BLOCK, nil, &blocked)
      #expect(sigismember(&blocked, Self.signal) == 0)
    }
  }
}
