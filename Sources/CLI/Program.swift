import Gym
import ArgumentParser
import Glibc
import Syscalls
import Training

/// `holdfast`: reads and steers the log.
struct HoldfastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "holdfast", abstract: "A training log that a foot pedal writes.",
    discussion: """
      The daemon holdfastd times the holds and counts the repetitions; this program shows and steers what it does.

      ID is last, last~2, or any unambiguous ending of a set's id. Errors go to standard error, and the exit code is \
      one of sysexits.h: 64 usage, 65 bad data, 66 no such input, 69 daemon not running, 74 I/O, 77 permission, \
      78 configuration.
      """,
    version: Holdfast.version,
    subcommands: [
      StatusCommand.self, WatchCommand.self, LogCommand.self, ShowCommand.self, SelectCommand.self,
      StartCommand.self, StopCommand.self, RepCommand.self, DiscardCommand.self,
      AddCommand.self, EditCommand.self, DeleteCommand.self, NoteCommand.self,
      UndoCommand.self, RedoCommand.self,
      DevicesCommand.self, MonitorCommand.self, RecordCommand.self, ReplayCommand.self,
      CheckCommand.self, ReloadCommand.self,
      RecordsCommand.self, BalanceCommand.self, TrendCommand.self,
      StatsCommand.self,
      ExportCommand.self, ImportCommand.self, BackupCommand.self,
