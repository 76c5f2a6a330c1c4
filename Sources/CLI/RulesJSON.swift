public import Control
public import Settings
public import Training

extension TrainingRule: JSONWritable {
  /// Writes the rule; `check` is `null` where `advice` says why there is none.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("number", number)
      $0.member("id", id)
      $0.member("topic", topic)
      $0.member("text", text)
      $0.member("exercises", exercises)
      $0.member("figures", values)
      $0.member("source", source)
      $0.member("differs", differs)
      $0.member("disagreements", disagreements)
      $0.member("needs", needs)
      $0.member("check", check)
      $0.member("advice", advice)
    }
  }
}

extension TrainingRule.Value: JSONWritable {
  /// Writes a figure and for whom or what it holds.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("what", what)
      $0.member("value", value)
      $0.member("unit", unit)
      $0.member("minutes", minutes)
      $0.member("phase", phase?.rawValue)
      $0.member("program", program)
      $0.member("weeks", weeks)
      $0.member("level", level?.rawValue)
      $0.member("runner", runner)
      $0.member("race", race)
      $0.member("exercises", exercises)
      $0.member("when", when)
      $0.member("source", source)
    }
  }
}

extension RuleLibrary.Disagreement: JSONWritable {
  /// Writes the disagreement with the numbers of its rules.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", id)
      $0.member("title", title)
      $0.member("text", text)
      $0.member("rules", rules)
      $0.member("source", sources)
    }
  }
}
