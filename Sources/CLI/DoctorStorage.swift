import Glibc
import Gym
import Store
import Syscalls
import Training

// MARK: - The database

extension Examination {
  /// How long the database may be looked through.
  private static let checkLimit = Interval.seconds(10)

  func examineDatabase() {
    let path: String
    do { path = try places.database() } catch {
      return skip(.database, "the configuration, which may name it, is wrong")
    }
    do {
      guard let log = try Store.openReadOnly(path) else {
        return note(
          .database, "\(path): nothing is in it yet",
          report == nil ? "holdfastd makes it with the first set" : nil)
      }
      let count = try log.count()
      let end = context.uptime() + Self.checkLimit
      switch try log.check(until: { self.context.uptime() >= end }) {
      case .sound: ok(.database, "\(path): \(setCount(count)), undamaged")
      case .unfinished:
        skip(
          .database,
          "\(path): \(count) sets; not all looked through in 10 s, no damage so far (sqlite3 FILE \"PRAGMA quick_check\")"
        )
      case .damaged(let lines):
        problem(
          .database, .data, "\(path) is damaged: \(lines.joined(separator: "; "))",
          "keep a copy of it and its -wal; what can be read: sqlite3 FILE .recover. Look at the disk, too")
      }
    } catch {
      let failure = Failure(error)
      problem(.database, failure.status, failure.messages[0], failure.remedy)
    }
    examineOwners(path)
    examineFiles(beside: path)
  }

  private func examineOwners(_ path: String) {
    let folder = directoryName(path)
    do throws(SystemError) {
      let file = try fileStatus(path)
      let directory = try fileStatus(folder)
      guard file.st_uid != directory.st_uid else { return }
      let owner = userName(directory.st_uid)
      warn(
        .database,
        "\(path) belongs to \(userName(file.st_uid)), its folder to \(owner): one of them cannot write it",
        "sudo chown \(owner): \(path)*")
    } catch {
      skip(.database, "whom it belongs to: \(error)")
    }
  }

  private func examineFiles(beside path: String) {
    do {
      let files = try StoreFiles(besideDatabase: path)
      switch files.spilled {
      case nil:
        note(
          .database,
          "there is no spill file yet, which takes sets while the database cannot; holdfastd makes it")
      case 0?: ok(.database, "no set waits in the spill file")
      case let count?:
        warn(
          .database, "\(count) \(count == 1 ? "set waits" : "sets wait") in the spill file to be stored",
          report == nil
            ? "start holdfastd, which stores them" : "see what keeps holdfastd from it: holdfast status")
      }
      for name in files.damaged {
        note(
          .database, "a damaged database was put aside: \(directoryName(path))/\(name)",
          "what can be read of it: sqlite3 FILE .recover; remove it when it is of no more use")
      }
    } catch {
      skip(.database, "what lies beside it: \(error.message)")
    }
  }
}

// MARK: - The disk

extension Examination {
  func examineDisk() {
    let folder: String
    do { folder = existing(directoryName(try places.database())) } catch {
      return skip(.disk, "the configuration, which may name the database, is wrong")
    }
    examineSpace(folder)
    guard let mount = mount(of: folder) else {
      return skip(.disk, "its health: /proc/self/mountinfo does not tell which disk \(folder) is on")
    }
    switch mount.type {
    case "tmpfs", "ramfs":
      return warn(
        .disk, "\(folder) is in memory (\(mount.type)): the log is gone when the machine is switched off",
        "name a database on a disk: database = \"…\" in the configuration")
    case "overlay":
      return note(
        .disk,
        "\(folder) is on an overlay, which may be in memory: then the log is gone when the machine is switched off",
        "on a Pi: raspi-config, Performance, Overlay File System")
    default: break
    }
    guard let block = blockFolder(mount.device) else {
      return skip(.disk, "its health: \(mount.source) (\(mount.type)) is no disk of this machine")
    }
    examineErrors(block, mount.type)
    examineCard(block)
  }

  /// The folder, or the one above it that is there.
  private func existing(_ folder: String) -> String {
    var folder = folder
    while !fileExists(folder), folder != "/", folder != "." { folder = directoryName(folder) }
    return folder
  }

  /// A set takes some hundred bytes; what fills a disk is something else, and soon takes the rest.
  private func examineSpace(_ folder: String) {
    do throws(SystemError) {
      let space = try machine.space(folder)
      let free = "\(sizeText(space.free)) of \(sizeText(space.total)) free"
      if space.isReadOnly {
        problem(
          .disk, .inputOutput, "\(folder) is mounted read-only: nothing can be stored",
          "a card that is worn out is often mounted so: see dmesg; sudo mount -o remount,rw, or replace it")
      } else if space.freeFiles == 0 {
        problem(
          .disk, .inputOutput, "no more file can be made on the disk of \(folder)",
          "remove files that nobody needs")
      } else if space.free < 16_000_000 {
        problem(
          .disk, .inputOutput, "\(folder): \(free)",
          "make room: sudo journalctl --vacuum-size=50M, sudo apt clean")
      } else if space.free < 200_000_000 {
        warn(.disk, "\(folder): \(free)", "make room: sudo journalctl --vacuum-size=50M, sudo apt clean")
      } else {
        ok(.disk, "\(folder): \(free)")
      }
    } catch {
      skip(.disk, "its room: \(error)")
    }
  }

  /// What a folder is on, from /proc/self/mountinfo (proc_pid_mountinfo(5)): the deepest mount point above it, the last
  /// mounted there.
  private func mount(of folder: String) -> (device: String, type: String, source: String)? {
    guard let path = try? canonicalPath(folder),
      let bytes = try? readFile(machine.root + "/proc/self/mountinfo")
    else { return nil }
    var best: (point: String, device: String, type: String, source: String)?
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: " ").map(String.init)
      guard fields.count > 6, let dash = fields.firstIndex(of: "-"), fields.count > dash + 2 else { continue }
      let point = unescaped(fields[4])
      guard point == "/" || path == point || path.hasPrefix(point + "/"),
        point.utf8.count >= best?.point.utf8.count ?? 0
      else { continue }
      best = (point, fields[2], fields[dash + 1], unescaped(fields[dash + 2]))
    }
    return best.map { ($0.device, $0.type, $0.source) }
  }

  /// Spaces and the like stand as `\040`.
  private func unescaped(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let digits = bytes[index...].dropFirst().prefix(3)
      if bytes[index] == UInt8(ascii: "\\"), digits.count == 3,
        let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      {
        result.append(code)
        index += 4
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Where sysfs has a block device (`179:2`): `…/block/mmcblk0/mmcblk0p2`.
  private func blockFolder(_ device: String) -> String? {
    try? canonicalPath(context.sysFolder + "/dev/block/" + device)
  }

  private func sysText(_ path: String) -> String? {
    attribute(path).map { bytes in
      String(decoding: bytes.prefix { $0 >= 0x20 }, as: UTF8.self)
    }
  }

  /// ext4 counts what went wrong since it was last checked (Documentation/ABI/testing/sysfs-fs-ext4).
  private func examineErrors(_ block: String, _ type: String) {
    let name = block.split(separator: "/").last.map(String.init) ?? ""
    guard type == "ext4" else { return skip(.disk, "errors of the file system: \(type) does not count them") }
    guard let count = sysText("\(context.sysFolder)/fs/ext4/\(name)/errors_count").flatMap({ Int($0) }) else {
      return skip(.disk, "errors of the file system: sysfs does not tell them")
    }
    if count == 0 { return ok(.disk, "\(name): the file system has seen no error") }
    warn(
      .disk, "\(name): the file system has seen \(count) \(count == 1 ? "error" : "errors")",
      "make a backup now (holdfast backup FILE); then check the disk (fsck), or replace the card")
  }

  /// The wear of an eMMC: EXT_CSD 267 to 269 of JEDEC's JESD84-B51, as Linux shows them (`life_time`, `pre_eol_info` in
  /// Documentation/driver-api/mmc/mmc-dev-attrs.rst). A life time of 0x01 is 0–10 % used, 0x0A 90–100 %, 0x0B more.
  private func examineCard(_ block: String) {
    let disk = fileExists(block + "/partition") ? directoryName(block) : block
    let name = disk.split(separator: "/").last.map(String.init) ?? ""
    guard name.hasPrefix("mmcblk") else {
      return skip(.disk, "the wear of \(name): sysfs does not tell it; smartctl -a /dev/\(name) may")
    }
    guard let type = sysText(disk + "/device/type") else {
      return skip(.disk, "the wear of \(name): sysfs does not tell it")
    }
    let words = (sysText(disk + "/device/life_time") ?? "").split(separator: " ")
    let life = words.compactMap { hexadecimal($0) }.max() ?? 0
    let reserve = sysText(disk + "/device/pre_eol_info").flatMap { hexadecimal($0[...]) } ?? 0
    guard life > 0 || reserve > 0 else {
      let made = sysText(disk + "/device/date").map { ", made \($0)" } ?? ""
      return skip(
        .disk,
        "the wear of \(name): \(type == "SD" ? "an SD card does not tell it" : "this card does not tell it")\(made)"
      )
    }
    let used = life > 10 ? "all of its life is" : "\(max(0, life - 1) * 10)–\(life * 10) % of its life is"
    if reserve >= 3 || life > 10 {
      problem(
        .disk, .inputOutput, "\(name): \(used) used up, and the spare blocks are nearly gone",
        "make a backup now (holdfast backup FILE) and replace it")
    } else if reserve == 2 || life >= 9 {
      warn(.disk, "\(name): \(used) used up", "make a backup (holdfast backup FILE) and plan to replace it")
    } else {
      ok(.disk, "\(name): \(used) used up")
    }
  }

  private func hexadecimal(_ text: Substring) -> Int? {
    Int(text.hasPrefix("0x") ? text.dropFirst(2) : text, radix: 16)
  }
}
