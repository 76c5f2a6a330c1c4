/// What was found wrong in one file, and beside it what is only odd.
final class Findings {
  let file: String
  private var errors: [SettingsError] = []
  private(set) var warnings: [SettingsError] = []

  init(file: String) { self.file = file }

  func report(
    _ code: SettingsError.Code, _ place: Place, _ what: String, remedy: String
  ) {
    errors.append(error(code, place, what, remedy))
  }

  func warn(_ place: Place, _ what: String, remedy: String) {
    warnings.append(error(.conflict, place, what, remedy))
  }

  private func error(
    _ code: SettingsError.Code, _ place: Place, _ what: String, _ remedy: String
  ) -> SettingsError {
    SettingsError(
      code, file: file, line: place.line, column: place.column, key: place.key, what: what, remedy: remedy)
  }

  /// Throws what was found, in the order of the file.
  func throwErrors() throws(SettingsErrors) {
    guard !errors.isEmpty else { return }
    // The order of finding decides between equal places, since `sort` alone need not keep it.
    let inOrder = errors.enumerated().sorted { a, b in
      (a.element.line, a.element.column, a.offset) < (b.element.line, b.element.column, b.offset)
    }
    throw SettingsErrors(inOrder.map(\.element))
  }
}

/// Where something stands, for messages.
struct Place {
  var key: String
  var line: Int
  var column: Int
}
