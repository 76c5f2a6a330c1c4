import Glibc
import Syscalls

/// A command whose text may be longer than a screen: on a terminal it goes through a pager.
protocol PagedCommand: PrintingCommand {
  /// Whether text is printed, and not JSON or CSV, which are for programs and never paged.
  var printsText: Bool { get }
}

extension PagedCommand {
  var printsText: Bool { output.format == .text }
}

/// What shows long text screen by screen.
protocol Pager: AnyObject {
  /// Where the text is written.
  var descriptor: Int32 { get }
  /// Called when nobody reads any more.
  func readerHasGone()
  /// Ends the text, and waits for the person who reads it.
  func finish()
}

extension Context {
  /// Has text that is more than a screen go through the pager, where there is one: on a terminal only.
  func pageLongText() {
    guard let terminal, let command = terminal.pager, let rows = terminal.size()?.rows else { return }
    out.page(rows: rows) { try ShellPager(command) }
  }
}

/// A pager as `$PAGER` names one: a line for the shell, as git takes it.
private final class ShellPager: Pager {
  private let process: ReadingProcess

  init(_ command: String) throws {
    // The pager decides what Ctrl-C means, and this program must not leave the terminal to two readers. A reader who
    // has gone is an error of write(2) from now on.
    ignoreSignals(signalsWhilePaging)
    // git's: less ends by itself where all fits (F), shows colors (R), and leaves the text on the screen (X).
    process = try ReadingProcess(
      starting: ["sh", "-c", command], defaults: ["LESS": "FRX", "LV": "-c"])
  }

  var descriptor: Int32 { process.descriptor }

  /// Somebody has seen enough: a command that only prints has nothing left to do, however much it would have printed.
  func readerHasGone() {
    process.finish()
    exit(0)
  }

  func finish() { process.finish() }
}

/// The pager that the environment asks for; `nil` where none is wanted, or none is there.
///
/// `$HOLDFAST_PAGER`, else `$PAGER`, else `less` where it is installed. An empty one and `cat` mean none.
/// - Parameters:
///   - environment: a variable; `nil` where it is unset, `""` where it is empty.
///   - isProgram: whether a program of this name can be run.
func pagerCommand(environment: (String) -> String?, isProgram: (String) -> Bool) -> String? {
  let asked = environment("HOLDFAST_PAGER") ?? environment("PAGER")
  let command = asked ?? "less"
  let words = command.split(whereSeparator: \.isWhitespace)
  guard let program = words.first, command != "cat" else { return nil }
  // What only a shell understands is left to it.
  let isPlain = program.unicodeScalars.allSatisfy {
    $0.properties.isAlphabetic || $0.properties.numericType != nil || "/.-_+".unicodeScalars.contains($0)
  }
  return isPlain && !isProgram(String(program)) ? nil : command
}
