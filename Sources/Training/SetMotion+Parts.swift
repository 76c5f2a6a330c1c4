// What is made of a set's motion where not all of it is wanted, and whether one from outside can be.

extension SetMotion {
  /// The same without the list of repetitions; how many they are stays. For where a set must fit, and this is what is large.
  public var withoutList: SetMotion {
    guard let reps, !reps.each.isEmpty else { return self }
    var motion = self
    motion.reps?.unlisted = reps.count
    motion.reps?.each = []
    return motion
  }

  /// How sure the count is of which `text` speaks, without reading all of it: a list of repetitions takes a hundred times as
  /// long.
  /// - Returns: `nil` where nothing was counted.
  public static func confidence(inText text: UnsafeBufferPointer<UInt8>) -> Double? {
    value(of: "confidence=", in: text).flatMap { Double(String(decoding: $0, as: UTF8.self)) }
  }

  /// How many repetitions were counted of which `text` speaks, without reading them.
  /// - Returns: `nil` where nothing was counted.
  public static func count(inText text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let list = value(of: "reps=", in: text) else { return nil }
    // They stand between semicolons.
    let listed = list.isEmpty ? 0 : list.reduce(1) { $0 + ($1 == UInt8(ascii: ";") ? 1 : 0) }
    let unlisted = value(of: "unlisted=", in: text).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    return listed + min(max(unlisted ?? 0, 0), 1_000_000)
  }

  /// What stands behind a key, up to the next space.
  private static func value(
    of key: StaticString, in text: UnsafeBufferPointer<UInt8>
  ) -> Slice<UnsafeBufferPointer<UInt8>>? {
    let length = key.utf8CodeUnitCount
    var start = text.startIndex
    while start + length <= text.endIndex {
      let end = text[start...].firstIndex(of: UInt8(ascii: " ")) ?? text.endIndex
      let isKey = end - start >= length && (0..<length).allSatisfy { text[start + $0] == key.utf8Start[$0] }
      if isKey { return text[start + length..<end] }
      start = end + 1
    }
    return nil
  }

  /// Whether the motion of a set that comes from outside can be.
  /// - Throws: that a figure is negative, that a time is longer than a day, or that there are more than 100,000 repetitions.
  public func check() throws(SetProblem) {
    var figures = [rate]
    var times: [Interval] = []
    if let reps {
      guard reps.count <= 100_000 else { throw SetProblem("\(reps.count) repetitions: more than 100000") }
      if let tempo = reps.tempo { times.append(tempo) }
      for rep in reps.each {
        figures.append(rep.range)
        times += [rep.start, rep.duration]
        if let phases = rep.phases { times += [phases.up, phases.down] }
      }
    }
    if let hold {
      figures += [hold.rms, hold.sway, hold.tremor ?? 0, hold.drift, hold.driftAtEnd]
      if let brokeAt = hold.brokeAt { times.append(brokeAt) }
    }
    if let figure = figures.first(where: { $0 < 0 }) {
      throw SetProblem("a figure of \(decimalText(figure)): less than 0")
    }
    if let time = times.first(where: { !(.zero ... .seconds(86_400)).contains($0) }) {
      throw SetProblem("a time of \(decimalText(time.seconds)) s: not from 0 to a day")
    }
  }
}

extension LoggedSet {
  /// The same without the list of its repetitions; how many they are stays.
  public var withoutList: LoggedSet {
    guard motion != nil else { return self }
    var set = self
    set.motion = motion?.withoutList
    return set
  }

  /// How many repetitions `motion` lists: what a set's size depends on.
  public var listedReps: Int { motion?.reps?.each.count ?? 0 }
}
