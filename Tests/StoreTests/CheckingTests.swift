import Glibc
import Testing
import Training

@testable import Store

@Suite struct CheckingTests {
  let scratch = Scratch()

  /// A log of some hundred sets, all of it in the file itself.
  private func fill() throws {
    let store = try scratch.store()
    for number in 0..<200 { try store.hold(Double(number) * 100, 30) }
    try store.connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  @Test func soundAndUnfinished() throws {
    try fill()
    let log = try #require(try Store.openReadOnly(scratch.database))
    #expect(try log.check { false } == .sound)
    #expect(try log.check { true } == .unfinished)
    // Nothing of the limit stays behind.
    #expect(try log.count() == 200)
    #expect(try log.check { false } == .sound)
  }

  @Test func damageIsFound() throws {
    try fill()
    // Somewhere in the middle, where no header is.
    scratch.write([UInt8](repeating: 0xA5, count: 600), to: scratch.database, at: 5 * 4_096 + 8)
    let log = try #require(try Store.openReadOnly(scratch.database))
    guard case .damaged(let lines) = try log.check(until: { false }) else {
      Issue.record("it is damaged")
      return
    }
    #expect(!lines.isEmpty && lines.count <= 10)
  }

  @Test func whatLiesBeside() throws {
    #expect(try StoreFiles(besideDatabase: scratch.database).spilled == nil)
    #expect(try StoreFiles(besideDatabase: scratch.database).damaged == [])
    // Nothing is made by looking.
    #expect(scratch.names.isEmpty)

    let spill = try SpillFile(database: scratch.database)
    #expect(try StoreFiles(besideDatabase: scratch.database).spilled == 0)
    for number in 0..<2 {
      try spill.append(
        SetRecord(
          station: "main", finished(Double(number) * 100, 30),
          ActiveSet(id: .make(at: tenOClock), offset: synced),
          boot: BootIdentity(id: "boot-1")))
    }
    scratch.write([1], to: scratch.database + ".damaged-20261121")
    scratch.write([1], to: scratch.path + "/other.db.damaged-20261121")
    let files = try StoreFiles(besideDatabase: scratch.database)
    #expect(files.spilled == 2 && files.damaged == ["holdfast.db.damaged-20261121"])
    #expect(throws: StoreError.self) { try StoreFiles(besideDatabase: "/nowhere/holdfast.db") }
  }
}
