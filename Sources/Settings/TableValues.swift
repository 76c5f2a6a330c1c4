internal import Training

extension TableReader {
  private func reportType(_ key: String, _ value: TOMLValue, _ wanted: String, remedy: String) {
    report(.wrongType, key, "\(value.typeName) instead of \(wanted)", remedy: remedy)
  }

  /// A string that is not empty.
  func string(_ key: String, remedy: @autoclosure () -> String = "write it in quotes") -> String? {
    guard let value = value(key) else { return nil }
    guard case .string(let text) = value.content else {
      reportType(key, value, "a string", remedy: remedy())
      return nil
    }
    return checked(text, key)
  }

  private func checked(_ text: String, _ key: String) -> String? {
    if text.isEmpty {
      report(.badValue, key, "empty", remedy: "give it a value or leave the key out")
      return nil
    }
    if text.utf8.contains(0) {
      report(.badValue, key, "holds a NUL character", remedy: "take \\u0000 out")
      return nil
    }
    return text
  }

  /// Strings, none of them empty.
  func strings(_ key: String, remedy: String) -> [String]? {
    guard let value = value(key) else { return nil }
    guard case .array(let values) = value.content else {
      reportType(key, value, "an array of strings", remedy: remedy)
      return nil
    }
    var texts: [String] = []
    for value in values {
      guard case .string(let text) = value.content else {
        reportType(key, value, "a string in the array", remedy: remedy)
        return nil
      }
      guard let text = checked(text, key) else { return nil }
      texts.append(text)
    }
    return texts
  }

  /// `true` or `false`.
  func boolean(_ key: String) -> Bool? {
    guard let value = value(key) else { return nil }
    guard case .boolean(let isTrue) = value.content else {
      reportType(key, value, "a boolean", remedy: "write true or false, without quotes")
      return nil
    }
    return isTrue
  }

  /// A number of 16 bits, as of a device's vendor.
  func id16(_ key: String) -> UInt16? {
    guard let value = value(key) else { return nil }
    guard case .integer(let number) = value.content else {
      reportType(key, value, "a whole number", remedy: "write it without quotes, such as 0x13ba")
      return nil
    }
    guard let id = UInt16(exactly: number) else {
      report(.badValue, key, "\(number) is out of bounds", remedy: "give 0 to 0xffff, as lsusb shows it")
      return nil
    }
    return id
  }

  /// A whole number within bounds.
  func integer(_ key: String, _ bounds: ClosedRange<Int>) -> Int? {
    guard let value = value(key) else { return nil }
    guard case .integer(let number) = value.content else {
      reportType(
        key, value, "a whole number", remedy: "write it without quotes, such as \(bounds.lowerBound)")
      return nil
    }
    guard let number = Int(exactly: number), bounds.contains(number) else {
      report(
        .badValue, key, "\(number) is out of bounds",
        remedy: "give \(bounds.lowerBound) to \(bounds.upperBound)")
      return nil
    }
    return number
  }

  /// A length of time within bounds.
  func duration(_ key: String, _ bounds: ClosedRange<Interval>) -> Interval? {
    guard let value = value(key) else { return nil }
    guard case .string(let text) = value.content else {
      reportType(
        key, value, "a length of time",
        remedy: "write it in quotes with its unit, such as \"3s\" or \"250ms\"")
      return nil
    }
    guard let interval = readDuration(text) else {
      report(
        .badValue, key, "\"\(text)\" is not a length of time",
        remedy: "write figures with h, m, s or ms, such as \"1m30s\"")
      return nil
    }
    guard bounds.contains(interval) else {
      report(
        .badValue, key, "\"\(text)\" is out of bounds",
        remedy: "give \(durationText(bounds.lowerBound)) to \(durationText(bounds.upperBound))")
      return nil
    }
    return interval
  }

  /// One of a few words.
  func word<Word: CaseIterable & RawRepresentable<String>>(_ key: String, _: Word.Type) -> Word? {
    var words: [String] { Word.allCases.map(\.rawValue) }
    var all: String { words.map { "\"\($0)\"" }.joined(separator: " or ") }
    guard let text = string(key, remedy: "write \(all)") else { return nil }
    if let word = Word(rawValue: text) { return word }
    let near = nearestName(to: text, among: words)
    report(
      .unknownName, key, "\"\(text)\" is not known here",
      remedy: near.map { "did you mean \"\($0)\"?" } ?? "write \(all)")
    return nil
  }

  /// A name that commands and actions can say as one word.
  func name(_ key: String) -> String? {
    guard let text = string(key) else { return nil }
    // Nearly all are plain, and what letters and digits there are besides takes long to tell.
    let isPlain = text.utf8.allSatisfy { isPlainInName($0) }
    guard text.utf8.count <= 64,
      isPlain || text.allSatisfy({ $0.isLetter || $0.isNumber || "-_.".contains($0) })
    else {
      report(
        .badValue, key, "\"\(text)\" cannot be a name",
        remedy: "use up to 64 letters, digits, -, _ and . only")
      return nil
    }
    return text
  }

  private func isPlainInName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
    default: false
    }
  }

  /// A table in the table.
  func table(_ key: String, remedy: String) -> TableReader? {
    guard let value = value(key) else { return nil }
    guard case .table(let members) = value.content else {
      reportType(key, value, "a table", remedy: remedy)
      return nil
    }
    return TableReader(members, at: place(of: key), findings)
  }

  /// An array of tables, as `[[name]]` writes them.
  func tables(_ key: String) -> [TableReader] {
    guard let value = value(key) else { return [] }
    let path = place(of: key).key
    guard case .array(let values) = value.content else {
      reportType(key, value, "tables", remedy: "write [[\(path)]] over each")
      return []
    }
    return values.compactMap { element in
      guard case .table(let members) = element.content else {
        reportType(key, element, "a table", remedy: "write [[\(path)]] over each")
        return nil
      }
      return TableReader(members, at: Place(key: path, line: element.line, column: element.column), findings)
    }
  }
}
