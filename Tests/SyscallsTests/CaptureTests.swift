import Glibc
import Syscalls
import Testing

/// A program that hangs does not hang the one that asked it.
@Suite struct CaptureTests {
  private func capture(_ script: String, milliseconds: Int32) throws -> Captured {
    try captureOutput(of: ["sh", "-c", script], milliseconds: milliseconds)
  }

  /// - Returns: how long it took.
  private func timed(_ body: () throws -> Void) rethrows -> Double {
    let start = SystemClock.boottime
    try body()
    return Double(SystemClock.boottime - start) / 1_000_000
  }

  @Test func whatItPrintedAndHowItEnded() throws {
    #expect(
      try capture("echo one; echo two >&2; exit 3", milliseconds: 20_000)
        == Captured(status: 3, output: Array("one\n".utf8)))
    #expect(try capture("kill -TERM $$", milliseconds: 20_000) == Captured(status: -SIGTERM, output: []))
    #expect(throws: SystemError(ENOENT, doing: "run /none")) {
      try captureOutput(of: ["/none"], milliseconds: 20_000)
    }
  }

  /// All of it where it is no more than the limit; else the program is ended.
  @Test func muchOutput() throws {
    let whole = try capture("head -c 1048576 /dev/zero; exit 4", milliseconds: 20_000)
    #expect(whole.status == 4 && whole.output.count == 1 << 20)
    var cut: Captured?
    let seconds = try timed { cut = try capture("exec cat /dev/zero", milliseconds: 20_000) }
    #expect(cut?.output.count == 1 << 20)
    #expect(cut.map { $0.status < 0 } == true)
    #expect(seconds < 15)
    // It lives on, and prints no more.
    let after = try timed {
      cut = try capture("head -c 2000000 /dev/zero; exec sleep 30", milliseconds: 20_000)
    }
    #expect(cut?.output.count == 1 << 20)
    #expect(after < 15)
  }

  @Test(arguments: ["exec sleep 30", "echo one; exec sleep 30", "exec >&-; exec sleep 30"])
  func tooLong(_ script: String) {
    let seconds = timed {
      #expect(throws: SystemError(ETIMEDOUT, doing: "run sh")) { try capture(script, milliseconds: 300) }
    }
    #expect((0.29...15).contains(seconds), "\(seconds) s")
  }

  /// What this program ignores (a pager has it ignore SIGPIPE), that one does not.
  @Test func signalsAreAsInAFreshProcess() throws {
    let lines = String(
      decoding: try capture("exec grep -E 'SigBlk|SigIgn' /proc/self/status", milliseconds: 20_000).output,
      as: UTF8.self)
    let masks = lines.split(separator: "\n").map { UInt64($0.drop { $0 != "\t" }.dropFirst(), radix: 16) }
    // 32 and 33 are the C library's own.
    #expect(masks.map { $0.map { $0 & 0x7FFF_FFFF } } == [0, 0], "\(lines)")
  }
}
