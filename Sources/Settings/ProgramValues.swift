internal import Training

// The values of a program's file.

extension TableReader {
  /// A value that has to be there.
  func required<Value>(_ key: String, _ example: String, _ read: () -> Value?) -> Value? {
    if !has(key) { report(.missingKey, key, "missing", remedy: "write \(key) = \"\(example)\"") }
    return read()
  }

  /// A figure: `3`, `"2-3"`, `"17+"`, `"open"`.
  func figure(_ key: String) -> Figure? {
    guard let value = value(key) else { return nil }
    let text: String
    switch value.content {
    case .integer(let number): text = "\(number)"
    case .float(let number): text = decimalText(number)
    case .string(let word): text = word
    default:
      report(.wrongType, key, "\(value.typeName) instead of a figure", remedy: "write 3, \"2-3\" or \"open\"")
      return nil
    }
    if let figure = Figure(text) { return figure }
    report(
      .badValue, key, "\"\(text)\" is no figure", remedy: "write 3, \"2-3\" or \"open\", and nothing below 0")
    return nil
  }

  /// A number of sets or rounds: whole, from 1.
  func count(_ key: String) -> Figure? {
    guard let figure = figure(key) else { return nil }
    let ends = [figure.lower, figure.upper].compactMap { $0 }
    if ends.allSatisfy({ $0 >= 1 && $0 == $0.rounded() && $0 <= 100 }) { return figure }
    report(
      .badValue, key, "\"\(figure.text)\" is no number of them", remedy: "write 1 to 100, \"2-3\" or \"open\""
    )
    return nil
  }

  /// What a set is asked for.
  func dose(_ key: String, _ kind: Kind) -> Dose? {
    guard let text = string(key, remedy: "write it in quotes, such as \"20-30s\" or \"8-10\"") else {
      return nil
    }
    if let dose = Dose(text, kind: kind) { return dose }
    report(
      .badValue, key, "\"\(text)\" is no target",
      remedy: "write \"30s\", \"8-12\", \"20 steps\", \"max\" or \"open\"")
    return nil
  }

  /// Sets × what each is asked for.
  func weekDose(_ key: String) -> WeekDose? {
    guard let text = string(key, remedy: "write it in quotes, such as \"3x8-10\"") else { return nil }
    if let dose = WeekDose(text) { return dose }
    report(
      .badValue, key, "\"\(text)\" is not sets x target",
      remedy: "write \"3x8-10\", \"2-3x30s\" or \"2xopen\"")
    return nil
  }

  /// A rest.
  func rest(_ key: String) -> ProgramRest? {
    guard let text = string(key, remedy: "write it in quotes with its unit, such as \"60s\"") else {
      return nil
    }
    if let rest = ProgramRest(text) { return rest }
    report(
      .badValue, key, "\"\(text)\" is no rest",
      remedy: "write \"60s\", \"30-60s\", \"1min\", \"full\", \"short\" or \"open\"")
    return nil
  }

  /// Several of a few words.
  func words<Word: CaseIterable & RawRepresentable<String>>(_ key: String, _: Word.Type) -> [Word] {
    let all = Word.allCases.map(\.rawValue)
    return (strings(key, remedy: "write [\"\(all[0])\"]") ?? []).compactMap { text in
      if let word = Word(rawValue: text) { return word }
      report(
        .unknownName, key, "\"\(text)\" is not known here",
        remedy: nearestName(to: text, among: all).map { "did you mean \"\($0)\"?" }
          ?? "known are: \(all.joined(separator: ", "))")
      return nil
    }
  }

  /// Days of the week.
  func days(_ key: String) -> [Weekday] { words(key, Weekday.self) }

  /// Which source is followed where they disagree.
  func choices(_ key: String) -> [Program.Choice] {
    guard let table = table(key, remedy: "write { D2 = \"004\" }") else { return [] }
    let choices = table.keys.compactMap { key in table.string(key).map { Program.Choice(key, $0) } }
    table.finish()
    return choices
  }

  /// How figures grow.
  func progression() -> Progression? {
    guard let table = table("progression", remedy: "write { rule = \"seconds\" }") else { return nil }
    var progression = Progression(
      table.required("rule", "seconds") { table.word("rule", Progression.Rule.self) } ?? .none)
    progression.step = table.figure("step")
    if let step = progression.step?.lower, step <= 0 || step > 100 {
      table.report(
        .badValue, "step", "\"\(decimalText(step))\" is no step",
        remedy: "write seconds, or % of the load, up to 100")
    }
    if let cap = table.figure("cap") {
      guard case .exactly(let percent) = cap, percent > 0, percent <= 100 else {
        table.report(.badValue, "cap", "\"\(cap.text)\" is no cap", remedy: "write % a week, such as 10")
        return progression
      }
      progression.capPercent = percent
    }
    progression.source = table.string("source")
    table.finish()
    return progression
  }
}
