internal import CTOML

/// A value of a TOML file, with its place.
struct TOMLValue {
  /// What a value is.
  enum Content {
    case table([TOMLMember])
    case array([TOMLValue])
    case string(String)
    case integer(Int64)
    case float(Double)
    case boolean(Bool)
    case date(year: Int, month: Int, day: Int)
    /// A time of day, or a date with one: nothing here asks for it.
    case time
  }

  var content: Content
  /// The line, from 1.
  var line: Int
  /// The column in characters, from 1.
  var column: Int

  /// What the value is, for messages: `a string`.
  var typeName: String {
    switch content {
    case .table: "a table"
    case .array: "an array"
    case .string: "a string"
    case .integer, .float: "a number"
    case .boolean: "a boolean"
    case .date: "a date"
    case .time: "a time"
    }
  }
}

/// A key of a table with its value. Its place is that of the key.
struct TOMLMember {
  var key: String
  var value: TOMLValue
  var line: Int
  var column: Int
}

extension TOMLValue {
  /// Reads a TOML document.
  ///
  /// - Parameter keys: The keys that are passed over with their values, apart by spaces; `nil`: none.
  /// - Returns: The table of the whole document, its members in the order of the file.
  /// - Throws: `SettingsError` at the place where the bytes stop being TOML.
  static func document(
    _ bytes: [UInt8], file: String, passingOver keys: String? = nil
  ) throws(SettingsError) -> TOMLValue {
    var bytes = bytes
    if let keys {
      let left = bytes.withUnsafeMutableBytes { buffer in
        ctoml_skim(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, keys)
      }
      bytes.removeSubrange(left...)
    }
    var error = ctoml_error()
    guard let document = Document(bytes, &error) else {
      throw SettingsError(
        .notTOML, file: file, line: Int(error.line), column: Int(error.column),
        what: "not TOML at column \(error.column): \(error.text)", remedy: "correct the line")
    }
    return document.value
  }

  fileprivate init(_ node: ctoml_node) {
    line = Int(node.line)
    column = Int(node.column)
    let children = UnsafeBufferPointer(start: node.children, count: node.count)
    switch node.type {
    case CTOML_TABLE: content = .table(children.map(TOMLMember.init))
    case CTOML_ARRAY: content = .array(children.map(TOMLValue.init))
    case CTOML_STRING: content = .string(text(node.string, node.string_length))
    case CTOML_INTEGER: content = .integer(node.integer)
    case CTOML_FLOAT: content = .float(node.number)
    case CTOML_BOOLEAN: content = .boolean(node.boolean != 0)
    case CTOML_DATE: content = .date(year: Int(node.year), month: Int(node.month), day: Int(node.day))
    default: content = .time
    }
  }
}

extension TOMLMember {
  fileprivate init(_ node: ctoml_node) {
    key = text(node.key, node.key_length)
    value = TOMLValue(node)
    line = Int(node.key_line)
    column = Int(node.key_column)
  }
}

/// Owns the tree that C made.
private struct Document: ~Copyable {
  private let pointer: OpaquePointer

  init?(_ bytes: [UInt8], _ error: inout ctoml_error) {
    let parsed = bytes.withUnsafeBytes { buffer in
      ctoml_parse(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, &error)
    }
    guard let parsed else { return nil }
    pointer = parsed
  }

  var value: TOMLValue { TOMLValue(ctoml_root(pointer).pointee) }

  deinit { ctoml_free(pointer) }
}

extension ctoml_error {
  fileprivate var text: String {
    withUnsafeBytes(of: message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}

private func text(_ bytes: UnsafePointer<CChar>?, _ count: Int) -> String {
  String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
}
