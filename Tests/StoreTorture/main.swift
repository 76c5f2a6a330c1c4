// A program for the tests of the store: to be killed, to be another user, to run out of room.

import Glibc
import Store
import Syscalls
import Training

func fail(_ message: String) -> Never {
  print("! \(message)")
  exit(1)
}

/// One line, at once: what was printed before a kill was acknowledged.
func say(_ line: String) {
  let bytes = Array((line + "\n").utf8)
  _ = write(STDOUT_FILENO, bytes, bytes.count)
}

let offset = WallOffset(microseconds: 1_795_255_200_000_000, isSynchronized: true)

func at(_ seconds: Int) -> Instant { Instant(microseconds: Int64(seconds) * 1_000_000) }

func hold(_ number: Int) -> RunningSet {
  RunningSet(athlete: "me", exercise: "wall-sit", kind: .hold, side: .both, startedAt: at(number * 100))
}

func finished(_ number: Int) -> FinishedSet {
  FinishedSet(running: hold(number), endedAt: at(number * 100 + 30), endedBy: .tap)
}

/// Waits for outcomes and prints those that acknowledge something.
/// - Returns: how many sets went into the spill file.
@discardableResult
func acknowledge(_ writer: Writer) -> Int {
  var poller = pollfd(fd: writer.descriptor, events: Int16(POLLIN), revents: 0)
  guard poll(&poller, 1, 5_000) == 1 else { return 0 }
  var spilled = 0
  for outcome in writer.drain() {
    switch outcome.event {
    case .saved(let set, let place):
      say("saved \(set.id) \(place.rawValue)")
      if place == .spill { spilled += 1 }
    case .notSaved(let set, let error): say("not-saved \(set.id) \(error.code)")
    case .undone(_, let set): say("undone \(set?.id.description ?? "nothing")")
    case .failed(let job, let error): say("failed \(job) \(error)")
    case .trouble(let error), .setAside(_, let error): say("trouble \(error)")
    case .flushed(let count): say("flushed \(count)")
    default: break
    }
  }
  return spilled
}

/// Stores sets, and takes every fifth back, until somebody kills it.
func store(_ path: String, boot: String) throws {
  let (writer, opening) = try Writer.open(
    path: path, boot: BootIdentity(id: boot), at: at(0), offset: offset)
  for entry in opening.journal { writer.submit(.close(entry, entry.finished)) }
  say("ready")
  for number in 1... {
    writer.submit(.begin(station: "main", hold(number), offset: offset))
    writer.submit(.heartbeat(station: "main", hold(number), at: at(number * 100 + 10)))
    writer.submit(.finish(station: "main", finished(number), offset: offset))
    let selection = Selection(athlete: "me", exercise: "wall-sit", side: .both, loadKg: Double(number))
    writer.submit(.select(station: "main", selection, at: at(number * 100 + 30), offset: offset))
    if number % 5 == 0 {
      say("undoing")
      writer.submit(.undoLast(station: "main", since: at(number * 100)))
    }
    acknowledge(writer)
  }
}

/// Prints how many sets there are, and the last.
func read(_ path: String) throws {
  guard let log = try Store.openReadOnly(path) else { return say("empty") }
  say("\(try log.count()) \(try log.sets(SetFilter(last: 1)).first?.id.description ?? "-")")
}

func become(user: String, group: String) {
  guard setgroups(0, nil) == 0, setgid(UInt32(group)!) == 0, setuid(UInt32(user)!) == 0 else {
    fail("setuid: \(errno)")
  }
}

/// Stores sets while files may not grow beyond `limit` bytes, then without that limit.
func fill(_ path: String, limit: UInt64) throws {
  let (writer, _) = try Writer.open(
    path: path, boot: BootIdentity(id: "boot"), at: at(0), offset: offset, retryDelay: .milliseconds(20))
  signal(SIGXFSZ, SIG_IGN)
  var former = rlimit()
  getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &former)
  var tight = rlimit(rlim_cur: rlim_t(limit), rlim_max: former.rlim_max)
  setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &tight)
  var number = 0
  // Not those that wait to be stored: on a slow machine these may be twenty before one is spilled.
  var spilled = 0
  while spilled < 20, number < 10_000 {
    number += 1
    writer.submit(.begin(station: "main", hold(number), offset: offset))
    writer.submit(.finish(station: "main", finished(number), offset: offset))
    spilled += acknowledge(writer)
  }
  setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &former)
  while writer.pending.count > 0 { acknowledge(writer) }
  writer.stop()
  acknowledge(writer)
}

let arguments = CommandLine.arguments
do {
  switch arguments.dropFirst().first {
  case "store": try store(arguments[2], boot: arguments[3])
  case "read":
    become(user: arguments[3], group: arguments[4])
    try read(arguments[2])
  case "write":
    become(user: arguments[3], group: arguments[4])
    _ = try Store(path: arguments[2], boot: BootIdentity(id: "boot"))
  case "backup":
    become(user: arguments[4], group: arguments[5])
    let backup = try Store.backUp(arguments[2], to: arguments[3], isReplacing: false)
    say("\(backup?.sets ?? -1) sets")
  case "fill": try fill(arguments[2], limit: UInt64(arguments[3])!)
  case "lock":
    let lock = try DatabaseLock(database: arguments[2], program: "StoreTorture")
    say("locked")
    _ = getchar()
    withExtendedLifetime(lock) {}
  default: fail("usage: StoreTorture store|read|write|backup|fill|lock DATABASE …")
  }
} catch {
  fail("\(error)")
}
