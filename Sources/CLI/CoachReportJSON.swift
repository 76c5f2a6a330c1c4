import Control
import Training

extension CoachReport: JSONWritable {
  /// Writes the whole report as one object. Days are local, moments UTC.
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("athlete", athlete)
      $0.member("period", period.name)
      $0.member("first_day", dateText(ofDay: period.days.lowerBound))
      $0.member("last_day", dateText(ofDay: period.days.upperBound - 1))
      $0.member("since", stretch.lowerBound)
      $0.member("until", stretch.upperBound)
      $0.member("sessions", total.sessions)
      $0.member("sets", total.sets)
      $0.member("time_under_tension_s", total.timeUnderTension)
      $0.member("reps", total.reps)
      $0.member("volume_kg", (total.volumeKg * 1_000).rounded() / 1_000)
      $0.member("exercises", done)
      $0.key("plan")
      if let adherence, let last = weeks.last {
        $0.object {
          $0.member("program", last.program)
          $0.member("streak_weeks", adherence.streak)
          $0.member("weeks", weeks)
        }
      } else {
        $0.null()
      }
      $0.member("records", records)
      $0.member("left_out_sets", leftOut)
      $0.member("balance", gaps)
      $0.key("rules")
      $0.array { for (rule, finding) in findings { Self.write(rule, finding, to: &$0) } }
      $0.member("notes", notes)
      $0.member("next", next)
      $0.key("days")
      $0.array {
        for (day, load) in loads.sorted(by: { $0.key < $1.key }) where period.days.contains(day) {
          $0.object {
            $0.member("date", dateText(ofDay: day))
            $0.member("sessions", load.sessions)
            $0.member("time_under_tension_s", load.tension)
          }
        }
      }
    }
  }

  private static func write(_ rule: String, _ finding: RuleFinding, to writer: inout JSONWriter) {
    writer.object {
      $0.member("rule", rule)
      $0.member("number", finding.rule)
      $0.member("date", dateText(ofDay: finding.day))
      $0.member("gravity", finding.gravity.rawValue)
      $0.member("text", finding.text)
    }
  }
}

extension CoachReport.Done: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("exercise", exercise)
      $0.member("kind", kind)
      $0.member("sets", sets)
      $0.member("time_under_tension_s", tension)
      $0.member("reps", reps)
      $0.member("volume_kg", (volumeKg * 1_000).rounded() / 1_000)
      $0.member("sets_with_target", asked)
      $0.member("targets_met", met)
    }
  }
}

extension CoachReport.Record: JSONWritable {
  func write(to writer: inout JSONWriter) {
    func member(_ key: String, _ value: Double?, to writer: inout JSONWriter) {
      writer.member(key + "_s", measure == .longest ? value.map { Interval.seconds($0) } : nil)
      writer.member(key + "_reps", measure == .mostReps ? value : nil)
      writer.member(key + "_kg", measure == .heaviest ? value : nil)
    }
    writer.object {
      $0.member("exercise", exercise)
      $0.member("side", side)
      $0.member("record", measure.rawValue)
      $0.member("date", dateText(ofDay: day))
      member("value", value, to: &$0)
      member("before", before, to: &$0)
    }
  }
}

extension CoachReport.Gap: JSONWritable {
  func write(to writer: inout JSONWriter) {
    func rounded(_ value: Double?) -> Double? { value.map { ($0 * 1e6).rounded() / 1e6 } }
    writer.object {
      $0.member("exercise", exercise)
      $0.member("kind", kind)
      $0.member("of", measure.rawValue)
      $0.member("days", balance.days)
      $0.member("difference_pct", rounded(balance.differencePercent))
      $0.member("weaker", balance.weaker)
      $0.member("verdict", balance.verdict.rawValue)
      $0.member("change_pct_per_week", rounded(changePerWeek))
    }
  }
}

extension CoachReport.Note: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("date", dateText(ofDay: day))
      $0.member("exercise", exercise)
      $0.member("side", side)
      $0.member("note", text)
    }
  }
}
