public import Training

/// A session as a FIT activity: sport `training`, `strength_training`, with a `set` message for each set and for each
/// rest between two.
///
/// What FIT cannot say is left out: the side, the target, the rating, the note, and microseconds (starts are whole
/// seconds, lengths milliseconds, loads sixteenths of a kilogram).
public struct Activity {
  private let sets: [LoggedSet]
  private let category: (String) -> ExerciseCategory?
  private let secondsEastOfUTC: Int
  private let start: WallTime
  private let end: WallTime

  /// The activity of the sets of one session.
  /// - Parameters:
  ///   - sets: of one athlete, at least one.
  ///   - secondsEastOfUTC: of local time at the end of the session.
  ///   - category: what FIT calls the exercise of an id, where it has a word for it.
  /// - Returns: `nil` where a date cannot be said in FIT: before 1998 or after 2126, or with no set at all.
  public init?(
    of sets: [LoggedSet], secondsEastOfUTC: Int, category: @escaping (String) -> ExerciseCategory?
  ) {
    self.sets = sets.sorted { $0.startedAt < $1.startedAt }
    self.category = category
    self.secondsEastOfUTC = secondsEastOfUTC
    guard let start = self.sets.first?.startedAt, let end = sets.map(\.endedAt).max(),
      seconds(start) != nil, let last = seconds(end), localTime(last, secondsEastOfUTC) != nil
    else { return nil }
    self.start = start
    self.end = end
  }

  /// The file.
  public var bytes: [UInt8] {
    var file = File()
    file.add(fileID)
    file.add(device)
    file.add(timer(at: start, Named.EventType.start))
    file.add(record(at: start))
    for message in setMessages { file.add(message) }
    file.add(record(at: end))
    file.add(timer(at: end, Named.EventType.stopAll))
    file.add(lap)
    file.add(session)
    file.add(activity)
    return file.bytes
  }

  // MARK: - Around the sets

  private var fileID: Message {
    Message(
      number: MessageNumber.fileID,
      fields: [
        (0, .enumeration(Named.activityFile)),  // type
        (1, .uint16(Named.development)),  // manufacturer
        (2, .uint16(0)),  // product
        (3, .uint32z(serialNumber)),  // serial_number
        (4, .uint32(seconds(start))),  // time_created
        (8, .text("Holdfast", size: 9)),  // product_name
      ])
  }

  /// Services take two files of one device and one time for the same: each athlete is a device. FNV-1a.
  private var serialNumber: UInt32 {
    let hash = sets[0].athlete.utf8.reduce(0x811C_9DC5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    return max(hash, 1)
  }

  private var device: Message {
    Message(
      number: MessageNumber.deviceInfo,
      fields: [
        (Field.timestamp, .uint32(seconds(start))),
        (0, .uint8(Named.creator)),  // device_index
        (2, .uint16(Named.development)),  // manufacturer
        (4, .uint16(0)),  // product
        (27, .text("Holdfast " + Holdfast.version, size: 24)),  // product_name
      ])
  }

  private func timer(at time: WallTime, _ type: UInt8) -> Message {
    Message(
      number: MessageNumber.event,
      fields: [
        (Field.timestamp, .uint32(seconds(time))),
        (0, .enumeration(Named.Event.timer)),  // event
        (1, .enumeration(type)),  // event_type
      ])
  }

  /// An activity has to have records; nothing is known of these moments but that they were.
  private func record(at time: WallTime) -> Message {
    Message(number: MessageNumber.record, fields: [(Field.timestamp, .uint32(seconds(time)))])
  }

  private var lap: Message {
    Message(
      number: MessageNumber.lap,
      fields: summary + [
        (24, .enumeration(Named.sessionEnd)),  // lap_trigger
        (25, .enumeration(Named.training)),  // sport
        (39, .enumeration(Named.strengthTraining)),  // sub_sport
      ])
  }

  private var session: Message {
    Message(
      number: MessageNumber.session,
      fields: summary + [
        (5, .enumeration(Named.training)),  // sport
        (6, .enumeration(Named.strengthTraining)),  // sub_sport
        (25, .uint16(0)),  // first_lap_index
        (26, .uint16(1)),  // num_laps
        (28, .enumeration(Named.activityEnd)),  // trigger
      ])
  }

  /// What a lap and a session begin with, under the same numbers.
  private var summary: [(number: UInt8, value: Value)] {
    [
      (Field.messageIndex, .uint16(0)), (Field.timestamp, .uint32(seconds(end))),
      (0, .enumeration(Named.Event.lap)),  // event
      (1, .enumeration(Named.EventType.stop)),  // event_type
      (2, .uint32(seconds(start))),  // start_time
      (7, .uint32(milliseconds(end - start))),  // total_elapsed_time
      (8, .uint32(milliseconds(end - start))),  // total_timer_time
    ]
  }

  private var activity: Message {
    let end = seconds(end)
    return Message(
      number: MessageNumber.activity,
      fields: [
        (Field.timestamp, .uint32(end)),
        (0, .uint32(milliseconds(self.end - start))),  // total_timer_time
        (1, .uint16(1)),  // num_sessions
        (2, .enumeration(Named.manual)),  // type
        (3, .enumeration(Named.Event.activity)),  // event
        (4, .enumeration(Named.EventType.stop)),  // event_type
        (5, .uint32(end.flatMap { localTime($0, secondsEastOfUTC) })),  // local_timestamp
      ])
  }

  // MARK: - The sets

  private var setMessages: [Message] {
    var messages: [Message] = []
    var free: WallTime?
    for set in sets {
      if let free, free < set.startedAt {
        messages.append(message(from: free, to: set.startedAt, index: messages.count, of: nil))
      }
      messages.append(message(from: set.startedAt, to: set.endedAt, index: messages.count, of: set))
      free = max(free ?? set.endedAt, set.endedAt)
    }
    return messages
  }

  /// A set, or a rest where there is none.
  private func message(from start: WallTime, to end: WallTime, index: Int, of set: LoggedSet?) -> Message {
    let category = set.map { self.category($0.exercise) ?? .unknown }
    let weight = set?.loadKg.flatMap { UInt16(exactly: ($0 * 16).rounded()) }.flatMap {
      $0 == .max ? nil : $0
    }
    let reps = set?.reps.flatMap { UInt16(exactly: $0) }
    return Message(
      number: MessageNumber.set,
      fields: [
        (Field.setTimestamp, .uint32(seconds(end))),
        (0, .uint32(milliseconds(end - start))),  // duration
        (3, .uint16(reps)),  // repetitions
        (4, .uint16(weight)),  // weight
        (5, .uint8(set == nil ? Named.SetType.rest : Named.SetType.active)),  // set_type
        (6, .uint32(seconds(start))),  // start_time
        (7, .uint16(category?.number)),  // category
        (8, .uint16(category?.subtype)),  // category_subtype
        (9, .uint16(weight == nil ? nil : Named.kilogram)),  // weight_display_unit
        (10, .uint16(UInt16(clamping: index))),  // message_index
      ])
  }
}

extension ExerciseCategory {
  /// The profile's word for an exercise that it does not know.
  static let unknown = ExerciseCategory(number: Named.unknownCategory, subtype: nil)
}

/// Seconds since FIT's epoch, 1989-12-31T00:00:00Z; `nil` for what the protocol takes for the time since a device was
/// switched on (before 0x10000000: 1998-07-03), and for what is too late.
func seconds(_ time: WallTime) -> UInt32? {
  let epoch: Int64 = 631_065_600
  let (whole, rest) = time.microseconds.quotientAndRemainder(dividingBy: 1_000_000)
  let seconds = whole - (rest < 0 ? 1 : 0) - epoch
  return seconds >= 0x1000_0000 ? UInt32(exactly: seconds).flatMap { $0 == .max ? nil : $0 } : nil
}

/// A time of FIT's as the clock on the wall had it.
private func localTime(_ seconds: UInt32, _ secondsEastOfUTC: Int) -> UInt32? {
  UInt32(exactly: Int64(seconds) + Int64(secondsEastOfUTC))
}

/// A length, rounded to the nearest millisecond (scale 1000); `nil` for more than 49 days.
func milliseconds(_ length: Interval) -> UInt32? {
  UInt32(exactly: (length.microseconds + 500) / 1_000).flatMap { $0 == .max ? nil : $0 }
}
