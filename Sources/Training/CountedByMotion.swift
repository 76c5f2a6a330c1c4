// Whether a set's count is a sensor's, and whether it is one to look at.

extension LoggedSet {
  /// What a sensor counted, where that is the set's count: nobody tapped, typed or corrected it.
  public var sensorCount: SetMotion.CountedReps? {
    guard measured == nil, let counted = motion?.reps, counted.count == reps else { return nil }
    return counted
  }

  /// Whether its count is a sensor's that was not sure, and nobody has corrected or confirmed it.
  public var hasDoubtfulCount: Bool { sensorCount?.isDoubtful ?? false }
}

extension SetMotion {
  /// Whether `text` is of this count, and of a sensor that was not sure of it. It reads no more of it than it must: a pass
  /// over a whole log has no time for all.
  public static func isDoubtful(_ count: Int, inText text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let confidence = value(of: "confidence=", in: text),
      let sure = Double(String(decoding: confidence, as: UTF8.self)), sure < CountedReps.lowConfidence,
      let list = value(of: "reps=", in: text)
    else { return false }
    // Repetitions stand between semicolons.
    return count == (list.isEmpty ? 0 : list.reduce(1) { $0 + ($1 == UInt8(ascii: ";") ? 1 : 0) })
  }

  /// What stands behind a key, up to the next space.
  private static func value(
    of key: StaticString, in text: UnsafeBufferPointer<UInt8>
  ) -> Slice<UnsafeBufferPointer<UInt8>>? {
    let space = UInt8(ascii: " ")
    let length = key.utf8CodeUnitCount
    var start = text.startIndex
    while start + length <= text.endIndex {
      let isKey = (0..<length).allSatisfy { text[start + $0] == key.utf8Start[$0] }
      let end = text[start...].firstIndex(of: space) ?? text.endIndex
      if isKey { return text[start + length..<end] }
      start = end + 1
    }
    return nil
  }
}
