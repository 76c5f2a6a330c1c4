import Glibc
import Testing
import Training

@testable import Store

private func id(_ number: Int) -> SetID { SetID(high: 1, low: UInt64(number)) }

private func events(_ count: Int, _ seed: Int = 1) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ seed) }
}

@Suite struct SamplesTests {
  let scratch = Scratch()

  private func kept(_ log: Log) throws -> [Int] { try log.sampledSets().map { Int($0.id.low) } }

  @Test func theNewestSetsAreKept() throws {
    let store = try scratch.store()
    for number in 1...6 {
      #expect(
        try store.keepSamples(
          of: id(number), device: "N: Joy-Con é", events: events(1_000, number), keep: 3, maxBytes: 1 << 20))
    }
    #expect(try kept(store.log) == [4, 5, 6])
    let found = try #require(try store.samples(of: id(5)))
    #expect(found.device == "N: Joy-Con é" && found.events == events(1_000, 5))
    #expect(try store.samples(of: id(3)) == nil)
    #expect(try Store.openReadOnly(scratch.database)?.samples(of: id(6))?.events == events(1_000, 6))
    // A set that comes again is the newest, and stands once.
    try store.keepSamples(of: id(4), device: "", events: [], keep: 3, maxBytes: 1 << 20)
    #expect(try kept(store.log) == [5, 6, 4])
    let empty = try #require(try store.samples(of: id(4)))
    #expect(empty.device == "" && empty.events == [])
    // Fewer are wanted, then none.
    try store.keepSamples(of: id(7), device: "d", events: [1], keep: 2, maxBytes: 1 << 20)
    #expect(try kept(store.log) == [4, 7])
    #expect(try !store.keepSamples(of: id(8), device: "d", events: [1], keep: 0, maxBytes: 1 << 20))
    #expect(try kept(store.log) == [])
  }

  @Test func theyAreBoundedInBytes() throws {
    let store = try scratch.store()
    for number in 1...5 {
      try store.keepSamples(of: id(number), device: "12345", events: events(95), keep: 100, maxBytes: 300)
    }
    #expect(try kept(store.log) == [3, 4, 5])
    #expect(try store.log.sampledSets().map(\.bytes) == [100, 100, 100])
    // A larger one takes the place of two; one that is too large, nobody's.
    try store.keepSamples(of: id(6), device: "12345", events: events(96), keep: 100, maxBytes: 300)
    #expect(try kept(store.log) == [4, 5, 6].suffix(2))
    #expect(
      try !store.keepSamples(of: id(7), device: "12345", events: events(296), keep: 100, maxBytes: 300))
    #expect(try kept(store.log) == [5, 6])
    try store.keepSamples(of: id(8), device: "12345", events: events(295), keep: 100, maxBytes: 300)
    #expect(try kept(store.log) == [8])
    #expect(try !store.keepSamples(of: id(9), device: "", events: [], keep: 1, maxBytes: -1))
    #expect(try kept(store.log) == [])
  }

  /// 2,000 sets of some 20 KB each are 40 MB: what is freed is used again.
  @Test func theFileDoesNotGrowForEver() throws {
    let store = try scratch.store()
    func size(_ suffix: String = "") -> Int {
      var status = stat()
      return stat(scratch.database + suffix, &status) == 0 ? Int(status.st_size) : 0
    }
    var greatest = 0
    // Synchronizing is not what this is about.
    try store.connection.run("PRAGMA synchronous = OFF")
    for number in 1...2_000 {
      // Of all lengths, so that no set just fits into the place of another.
      let bytes = events(5_000 + number * 7_919 % 30_000)
      try store.keepSamples(of: id(number), device: "d", events: bytes, keep: 10, maxBytes: 300_000)
      if number == 100 {
        try store.connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
        greatest = size()
      }
    }
    try store.connection.run("PRAGMA wal_checkpoint(PASSIVE)")
    #expect(greatest > 200_000)
    #expect(size() <= greatest * 5 / 4, "\(size()) bytes after 2,000 sets, \(greatest) after 100")
    #expect(size("-wal") < 6_000_000, "the log is begun anew every 1,000 pages")
    #expect(try kept(store.log).last == 2_000 && store.isSound)
  }

  @Test func deletingASetLeavesThem() throws {
    let store = try scratch.store()
    let set = try store.hold(10, 30)
    try store.keepSamples(of: set.id, device: "d", events: [1, 2, 3], keep: 5, maxBytes: 1 << 20)
    try store.apply(.delete([set.id]), at: tenOClock)
    #expect(try store.undo()?.after == [set])
    #expect(try store.samples(of: set.id)?.events == [1, 2, 3])
  }

  @Test func whatCannotBeKeptLosesNothing() throws {
    let (writer, _) = try Writer.open(
      path: scratch.database, boot: BootIdentity(id: "boot-1"), at: at(0), offset: synced,
      busyTimeout: .milliseconds(20), retryDelay: .seconds(60))
    func job(_ number: Int) -> Job {
      .keepSamples(of: id(number), device: "d", events: events(500), keep: 5, maxBytes: 10_000)
    }
    writer.submit(.finish(station: "main", finished(10, 30), offset: synced), request: 1)
    writer.submit(job(1), request: 2)
    var outcomes: [Outcome] = []
    func wait(_ count: Int) {
      for _ in 0..<1_000 where outcomes.count < count {
        var poller = pollfd(fd: writer.descriptor, events: Int16(POLLIN), revents: 0)
        poll(&poller, 1, 10)
        outcomes += writer.drain()
      }
    }
    wait(2)
    // Nothing can be written: the set goes to the spill file, and what the sensor sent is let go of.
    let other = try Connection(path: scratch.database)
    try other.run("BEGIN IMMEDIATE")
    writer.submit(.finish(station: "main", finished(60, 30), offset: synced), request: 3)
    writer.submit(job(2), request: 4)
    wait(5)
    try other.run("ROLLBACK")
    writer.submit(job(3), request: 5)
    writer.stop()
    outcomes += writer.drain()
    #expect(outcomes.map(\.request) == [1, 2, nil, 3, 4, nil, 5])
    guard outcomes.count == 7 else { return }
    #expect(outcomes[1].event == .done && outcomes[6].event == .done)
    if case .saved(_, in: .spill) = outcomes[3].event {} else { Issue.record("\(outcomes[3])") }
    if case .failed(job(2), let error) = outcomes[4].event {
      #expect(error.code == .locked)
    } else {
      Issue.record("\(outcomes[4])")
    }
    // The set that waited went first.
    #expect(outcomes[5].event == .flushed(1))
    let log = try #require(try Store.openReadOnly(scratch.database))
    #expect(try log.sets().count == 2 && kept(log) == [1, 3])
  }
}
