import Evdev
import Glibc
import Syscalls
import Testing
import Tracking
import Training

@Suite struct RecordingWriterTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/written.evemu" }

  private let identity = DeviceIdentity(
    name: "VEC  VEC USB Footpedal", bus: 3, vendor: 0x05f3, product: 0x00ff, version: 0x0120,
    phys: "usb-0000:01:00.0-1.2/input0", uniq: "00:1f:20", links: ["/dev/input/by-id/usb-VEC event"])
  private let capabilities = Capabilities(
    properties: [6],
    codes: [1: [1, 30, 256, 257, 0x2ff], 3: [0, 2, 63], 4: [4], 0x11: [0], 0x12: [2], 0x15: [127]],
    axes: [
      0: AxisInfo(minimum: -32767, maximum: 32767, fuzz: 10, flat: 1, resolution: 4096),
      2: AxisInfo(minimum: .min, maximum: .max), 63: AxisInfo(minimum: 0, maximum: 1),
    ])
  private let anchor = ClockAnchor(
    at: Instant(microseconds: 123_456_789),
    offset: WallOffset(microseconds: 1_763_719_200_000_001, isSynchronized: true))

  private func write(
    anchor: ClockAnchor? = nil, _ body: (RecordingWriter) throws(SystemError) -> Void = { _ in }
  ) throws -> Recording {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(file) }
    let writer = try RecordingWriter(to: file, file: path, describing: identity, capabilities, anchor: anchor)
    try body(writer)
    try writer.flush()
    return try Recording(contentsOf: path)
  }

  @Test func whatIsWrittenIsReadBackEqual() throws {
    let events = [
      key(256, 1, at: 123_456_790), report(at: 123_456_790), axis(2, .min, at: 123_456_791),
      axis(0, .max, at: 123_456_791), report(at: 123_456_791), key(256, 2, at: 200_000_000),
      report(at: 200_000_000), key(256, 0, at: 1_763_719_200_999_999), report(at: 1_763_719_200_999_999),
    ]
    let recording = try write(anchor: anchor) { writer throws(SystemError) in
      for event in events { try writer.write(.event(event)) }
    }
    #expect(recording.events == events)
    #expect(recording.capabilities == capabilities)
    #expect(recording.anchor == anchor)
    #expect(recording.openingEventCount == 0)
    var expected = identity
    expected.path = path
    expected.abilities = [.keys, .knownPedal, .leds, .sound]
    #expect(recording.identity == expected)
    #expect(Array(recording.playback) == events.map { .event($0) })
  }

  @Test func theSetThatItIsOfIsReadBack() throws {
    for exercise in ["side-plank", nil] {
      let set = RecordedSet(
        begun: Instant(microseconds: 123_456_789), ended: Instant(microseconds: 150_000_000),
        exercise: exercise)
      let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      defer { close(file) }
      let writer = try RecordingWriter(
        to: file, file: path, header: RecordingWriter.header(of: identity, capabilities), anchor: anchor,
        set: set)
      try writer.write(.event(report(at: 123_456_790)))
      try writer.flush()
      #expect(try Recording(contentsOf: path).set == set)
    }
    #expect(try write(anchor: anchor).set == nil)
  }

  @Test func anUnsynchronizedClockStaysSo() throws {
    let unsynced = ClockAnchor(
      at: Instant(microseconds: 7), offset: WallOffset(microseconds: 0, isSynchronized: false))
    #expect(try write(anchor: unsynced).anchor == unsynced)
  }

  @Test func theStateAtOpeningIsNoNews() throws {
    let recording = try write { writer throws(SystemError) in
      try writer.writeOpening(axes: [(0, -18), (2, 4096)], down: [30, 256], at: Instant(microseconds: 5))
      try writer.write(.event(key(256, 0, at: 9)))
      try writer.write(.event(report(at: 9)))
    }
    #expect(recording.openingEventCount == 5)
    #expect(
      Array(recording.playback) == [
        .event(axis(0, -18, at: 5)), .event(axis(2, 4096, at: 5)), .event(report(at: 5)),
        .resynced(down: [30, 256], at: Instant(microseconds: 5)), .event(key(256, 0, at: 9)),
        .event(report(at: 9)),
      ])
  }

  @Test func aDeviceAtRestHasNoOpeningFrame() throws {
    let recording = try write { writer throws(SystemError) in
      try writer.writeOpening(axes: [], down: [], at: Instant(microseconds: 5))
      try writer.write(.event(key(256, 1, at: 9)))
    }
    #expect(recording.openingEventCount == 0)
    #expect(Array(recording.playback) == [.event(key(256, 1, at: 9))])
  }

  /// What a device delivers, losses included, is delivered again.
  @Test func playbackGivesWhatTheDeviceGave() throws {
    let delivered: [DeviceEvent] = [
      .event(key(256, 1, at: 10)), .event(key(30, 1, at: 10)), .event(report(at: 10)),
      // As Device does: the axes, then the keys that are down.
      .event(axis(0, 77, at: 20)), .event(report(at: 20)),
      .resynced(down: [1, 256], at: Instant(microseconds: 20)),
      .event(key(1, 0, at: 30)), .event(report(at: 30)),
      .resynced(down: [], at: Instant(microseconds: 40)),
      .resynced(down: [], at: Instant(microseconds: 41)),
      .event(key(257, 1, at: 50)),
    ]
    let recording = try write { writer throws(SystemError) in
      for event in delivered { try writer.write(event) }
    }
    #expect(Array(recording.playback) == delivered)
  }

  @Test func aLossInAnotherProgramsRecordingKeepsTheKeys() throws {
    let recording = try Recording(
      parsing: pedalRecording(
        "E: 1.000000 0001 0100 1", "E: 1.000000 0000 0000 0", "E: 2.000000 0000 0003 0",
        "E: 2.500000 0001 0101 1", "E: 2.500000 0000 0000 0", "E: 3.000000 0001 0100 0"), name: "")
    #expect(
      Array(recording.playback) == [
        .event(key(256, 1, at: 1_000_000)), .event(report(at: 1_000_000)),
        .resynced(down: [256, 257], at: Instant(microseconds: 2_000_000)), .event(key(256, 0, at: 3_000_000)),
      ])
  }

  @Test func aFileThatEndsInALossEndsInAResync() throws {
    let recording = try Recording(
      parsing: pedalRecording("E: 1.000000 0001 0100 1", "E: 2.000000 0000 0003 0"), name: "")
    #expect(
      Array(recording.playback) == [
        .event(key(256, 1, at: 1_000_000)), .resynced(down: [256], at: Instant(microseconds: 2_000_000)),
      ])
  }

  @Test func timesNeverRunBackwardsInAFile() throws {
    let recording = try write { writer throws(SystemError) in
      try writer.write(.event(key(256, 1, at: 10)))
      try writer.write(.event(key(256, 0, at: 9)))
    }
    #expect(recording.events.map(\.at.microseconds) == [10, 10])
  }

  @Test func aNameCannotBreakTheFile() throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(file) }
    for (name, read) in [
      ("a\nE: 1.000000 0001 0001 1\r", "a?E: 1.000000 0001 0001 1?"), ("", "Unnamed device"),
    ] {
      ftruncate(file, 0)
      lseek(file, 0, SEEK_SET)
      let device = DeviceIdentity(name: name, phys: "x\ny")
      _ = try RecordingWriter(to: file, file: path, describing: device, Capabilities())
      let recording = try Recording(contentsOf: path)
      #expect(recording.identity.name == read)
      #expect(recording.identity.phys == "x?y")
      #expect(recording.events.isEmpty)
    }
  }

  @Test func aFullDiskIsAnErrorAndTheLinesAreGivenUp() throws {
    let full = open("/dev/full", O_WRONLY)
    defer { close(full) }
    do throws(SystemError) {
      _ = try RecordingWriter(to: full, file: "/dev/full", describing: identity, capabilities)
      Issue.record("must fail")
    } catch {
      #expect(error.errno == ENOSPC)
      #expect(error.action == "write /dev/full")
    }
  }

  @Test func aLongRecordingIsWrittenAsItGrows() throws {
    let recording = try write { writer throws(SystemError) in
      for index in 0..<5000 { try writer.write(.event(axis(0, Int32(index), at: Int64(index)))) }
      var status = stat()
      stat(self.path, &status)
      #expect(status.st_size > 1 << 16)
    }
    #expect(recording.events.count == 5000)
  }

  /// libevemu is what evemu-play, evemu-device and evemu-describe read with.
  @Test func libevemuReadsWhatIsWritten() throws {
    guard let library = dlopen("libevemu.so.3", RTLD_NOW) else {
      print("SKIPPED libevemuReadsWhatIsWritten: libevemu is not installed (Debian's evemu-tools)")
      return
    }
    func function<T>(_ name: String, _ type: T.Type) throws -> T {
      unsafeBitCast(try #require(dlsym(library, name)), to: type)
    }
    let make = try function("evemu_new", (@convention(c) (UnsafePointer<CChar>?) -> OpaquePointer?).self)
    let free = try function("evemu_delete", (@convention(c) (OpaquePointer) -> Void).self)
    let read = try function(
      "evemu_read", (@convention(c) (OpaquePointer, UnsafeMutablePointer<FILE>) -> Int32).self)
    let readEvent = try function(
      "evemu_read_event", (@convention(c) (UnsafeMutablePointer<FILE>, UnsafeMutableRawPointer) -> Int32).self
    )
    let getName = try function(
      "evemu_get_name", (@convention(c) (OpaquePointer) -> UnsafePointer<CChar>).self)
    let getProduct = try function("evemu_get_id_product", (@convention(c) (OpaquePointer) -> UInt32).self)
    let hasEvent = try function(
      "evemu_has_event", (@convention(c) (OpaquePointer, Int32, Int32) -> Int32).self)
    let hasProperty = try function("evemu_has_prop", (@convention(c) (OpaquePointer, Int32) -> Int32).self)
    let getResolution = try function(
      "evemu_get_abs_resolution", (@convention(c) (OpaquePointer, Int32) -> Int32).self)

    let recording = try write(anchor: anchor) { writer throws(SystemError) in
      try writer.writeOpening(axes: [(0, -18)], down: [256], at: Instant(microseconds: 123_000_000))
      try writer.write(.event(key(256, 0, at: 123_456_790)))
      try writer.write(.event(report(at: 123_456_790)))
      try writer.write(.resynced(down: [30], at: Instant(microseconds: 124_000_000)))
    }
    let device = try #require(make(nil))
    defer { free(device) }
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    #expect(read(device, file) == 1)
    #expect(String(cString: getName(device)) == identity.name)
    #expect(getProduct(device) == 0x00ff)
    for type in [1, 3, 4, 0x11, 0x12, 0x15] as [UInt16] {
      for code in 0..<0x2ff as Range<UInt16> {
        let isThere = hasEvent(device, Int32(type), Int32(code)) == 1
        #expect(isThere == capabilities.codes(ofType: type).contains(code), "\(type) \(code)")
      }
    }
    #expect(hasProperty(device, 6) == 1 && hasProperty(device, 0) == 0)
    #expect(getResolution(device, 0) == 4096)
    var events: [RawEvent] = []
    var time = [Int64](repeating: 0, count: 3)
    while readEvent(file, &time) > 0 {
      let event = UInt64(bitPattern: time[2])
      events.append(
        RawEvent(
          at: Instant(microseconds: time[0] * 1_000_000 + time[1]), type: UInt16(truncatingIfNeeded: event),
          code: UInt16(truncatingIfNeeded: event >> 16), value: Int32(truncatingIfNeeded: time[2] >> 32)))
    }
    #expect(events == recording.events)
    #expect(events.count == 8)
  }
}
