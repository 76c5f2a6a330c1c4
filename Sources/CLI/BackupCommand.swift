import ArgumentParser
import Control
import Glibc
import Gym
import Store
import Syscalls
import Training

struct BackupCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", _superCommandName: "holdfast",
    abstract: "Copy the database safely while the daemon uses it.",
    discussion: """
      The copy is the database of one moment, checked, in one file; it is there whole or not at all. In a folder it gets \
      a name with the date. To put it back: stop the daemon, move the database and the files beside it whose names begin \
      like it away, put the copy into its place, start the daemon (docs/backup.md has the commands).
      """)

  @Argument(help: ArgumentHelp("The file to be made, or a folder.", valueName: "file"), completion: .file())
  var file: String

  @Flag(help: "Overwrite a file that is there.")
  var force = false

  @OptionGroup var output: OutputOptions
  @OptionGroup var config: ConfigurationOption
  @OptionGroup var database: DatabaseOption

  func run(in context: Context) throws {
    let database = try Places(context, config: config.path, database: self.database.path).database()
    let path = isFolder(file) ? inFolder(file, context) : file
    // A limit on the size of files is to be an error like a full disk.
    ignoreSignals([SIGXFSZ])
    let backup = try unlessInterrupted(path, context) { signals in
      let backup = try Store.backUp(database, to: path, isReplacing: force) { signals.hasCome }
      if backup == nil, signals.hasCome { throw Interruption() }
      return backup
    }
    guard let backup else { throw Failure.noLog(database) }
    context.print(backup, output.format)
  }

  /// `holdfast-2026-11-21-113000.db`, local time.
  private func inFolder(_ folder: String, _ context: Context) -> String {
    let now = context.zone.civil(context.now())
    let date = "\(padded(now.year, 4))-\(padded(now.month, 2))-\(padded(now.day, 2))"
    let time = secondText(now).filter { $0 != ":" }
    return (folder.hasSuffix("/") ? folder : folder + "/") + "holdfast-\(date)-\(time).db"
  }
}

extension Context {
  fileprivate func print(_ backup: Backup, _ format: Format) {
    switch format {
    case .json: out.write(JSONWriter.line(BackupReport(backup: backup)))
    case .text, .csv:
      out.line("\(setCount(backup.sets)), \(sizeText(Int64(backup.bytes))), in \(clean(backup.path))")
    }
  }
}

private struct BackupReport: JSONWritable {
  var backup: Backup

  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("file", backup.path)
      $0.member("sets", backup.sets)
      $0.member("bytes", backup.bytes)
    }
  }
}
