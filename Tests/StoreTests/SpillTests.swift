import Glibc
import Testing
import Training

@testable import Store

@Suite struct SpillTests {
  let scratch = Scratch()

  private func record(_ number: Int, note: String = "me") -> SetRecord {
    var running = hold(Double(number), athlete: note)
    running.target = Target("30-45s 2.5kg", kind: .hold)
    running.loadKg = number % 2 == 0 ? 0.1 : nil
    running.reps = number % 3 == 0 ? nil : number
    running.rpe = number % 5 == 0 ? 7.5 : nil
    return SetRecord(
      station: "main", FinishedSet(running: running, endedAt: at(Double(number) + 40), endedBy: .powerCut),
      ActiveSet(id: .make(at: tenOClock), offset: number % 2 == 0 ? synced : unsynced),
      boot: BootIdentity(id: "boot-1"))
  }

  @Test func everyFieldComesBack() {
    for number in 0..<12 {
      let original = record(number, note: "Zoë\n\u{0}")
      #expect(SetRecord(original.encoded) == original)
    }
  }

  @Test func bytesThatAreNoRecordAreRefused() {
    let bytes = record(1).encoded
    for count in 0..<bytes.count { #expect(SetRecord(Array(bytes[..<count])) == nil) }
    #expect(SetRecord(bytes + [0]) == nil)
    var random = Random(seed: 1)
    for _ in 0..<5_000 {
      var damaged = bytes
      damaged[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
      _ = SetRecord(damaged)
    }
  }

  @Test func crcOfTheUsualCheckString() {
    #expect(SpillFile.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
  }

  @Test func itsRoomIsAllocatedBeforehand() throws {
    _ = try SpillFile(database: scratch.database)
    var status = stat()
    #expect(stat(scratch.database + ".spill", &status) == 0)
    #expect(status.st_size == 256 * 1_024 && status.st_blocks * 512 >= 256 * 1_024)
    #expect(scratch.mode(".spill") == 0o640)
  }

  @Test func recordsAreFoundUntilTheyAreCleared() throws {
    let records = (0..<20).map { record($0) }
    do {
      let spill = try SpillFile(database: scratch.database)
      #expect(spill.found == [])
      for record in records[..<10] { try spill.append(record) }
    }
    do {
      let spill = try SpillFile(database: scratch.database)
      #expect(spill.found == Array(records[..<10]))
      for record in records[10...] { try spill.append(record) }
    }
    let spill = try SpillFile(database: scratch.database)
    #expect(spill.found == records)
    try spill.clear()
    #expect(try SpillFile(database: scratch.database).found == [])
    // What was there before does not show through.
    try spill.append(records[0])
    #expect(try SpillFile(database: scratch.database).found == [records[0]])
  }

  @Test func aTornRecordEndsThem() throws {
    let records = (0..<3).map { record($0) }
    do {
      let spill = try SpillFile(database: scratch.database)
      for record in records { try spill.append(record) }
    }
    let start = 8 + records[0].encoded.count + 8 + records[1].encoded.count + 8
    scratch.write([0xFF], to: scratch.database + ".spill", at: start + 40)
    let spill = try SpillFile(database: scratch.database)
    #expect(spill.found == Array(records[..<2]))
    try spill.append(records[2])
    #expect(try SpillFile(database: scratch.database).found == records)
  }

  @Test func rubbishIsNoRecord() throws {
    var random = Random(seed: 2)
    let rubbish = (0..<SpillFile.capacity).map { _ in UInt8.random(in: 0...255, using: &random) }
    scratch.write(rubbish, to: scratch.database + ".spill")
    #expect(try SpillFile(database: scratch.database).found == [])
  }

  @Test func itFillsUpAndSaysSo() throws {
    let spill = try SpillFile(database: scratch.database)
    var count = 0
    while code({ try spill.append(record(count, note: String(repeating: "x", count: 5_000))) }) == nil {
      count += 1
      try #require(count < 100)
    }
    #expect(count >= 45)
    #expect(code { try spill.append(record(0, note: String(repeating: "x", count: 5_000))) } == .full)
    #expect(try SpillFile(database: scratch.database).found.count == count)
  }
}
