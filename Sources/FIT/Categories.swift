public import Training

extension ExerciseCategory {
  /// The category that the FIT profile calls so: `plank/side_plank`, or `plank` alone, which leaves the exercise open.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let category = Self.category(named: parts[0]) else { return nil }
    guard parts.count == 2 else {
      self.init(number: category.number, subtype: nil)
      return
    }
    guard let subtype = Self.index(of: parts[1], in: category.subtypes) else { return nil }
    self.init(number: category.number, subtype: UInt16(subtype))
  }

  /// What a misspelt category most likely means, if anything is near enough.
  public static func nearest(to text: String) -> String? {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let names = CategoryNames.all.map { "\($0.name)" }
    let name =
      names.contains(String(parts[0])) ? String(parts[0]) : nearestName(to: String(parts[0]), among: names)
    guard let name, parts.count == 2, let category = category(named: name[...]) else { return name }
    let subtypes = "\(category.subtypes)".split(whereSeparator: \.isWhitespace).filter { $0 != "-" }
    return nearestName(to: String(parts[1]), among: subtypes.map(String.init)).map { "\(name)/\($0)" }
  }

  private static func category(named name: Substring) -> CategoryNames.Category? {
    CategoryNames.all.first { category in
      category.name.utf8CodeUnitCount == name.utf8.count
        && category.name.withUTF8Buffer { name.utf8.elementsEqual($0) }
    }
  }

  /// The place of a word in a text of words.
  private static func index(of word: Substring, in words: StaticString) -> Int? {
    guard word != "-", !word.isEmpty else { return nil }
    var word = word
    return word.withUTF8 { word in
      words.withUTF8Buffer { bytes in
        var index = 0
        var start = 0
        while start < bytes.count {
          var end = start
          while end < bytes.count, bytes[end] > UInt8(ascii: " ") { end += 1 }
          if end - start == word.count, word.elementsEqual(bytes[start..<end]) { return index }
          if end > start { index += 1 }
          start = end + 1
        }
        return nil
      }
    }
  }
}
