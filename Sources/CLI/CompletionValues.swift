import Evdev
import Gym
import Settings
import Store
import Tracking
import Training

extension Offer {
  /// How many of the newest sets are offered by their ids, and how many are looked at for names.
  private static let shown = 20
  private static let lookedAt = 500

  /// What there is now, the likeliest first. No daemon is asked; what cannot be read is left out.
  func candidates(_ places: Places, _ context: Context) -> [CompletionQuery.Candidate] {
    switch self {
    case .athletes:
      let known = ((try? places.configuration()) ?? nil)?.athletes.map {
        CompletionQuery.Candidate($0.id, $0.level.rawValue)
      }
      return distinct((known ?? [.init("me")]) + newest(places).map { .init($0.athlete) })
    case .stations:
      let known = ((try? places.configuration()) ?? nil)?.stations.map {
        CompletionQuery.Candidate($0.name, $0.exercise)
      }
      return distinct((known ?? [.init("main")]) + newest(places).map { .init($0.station) })
    case .exercises:
      return ((try? places.catalogue())?.exercises ?? []).map { .init($0.id, $0.name) }
    case .muscles:
      return ((try? places.guide())?.muscles ?? []).map { .init($0) }
    case .equipment:
      return ((try? places.guide())?.tools ?? []).map { .init($0) } + [
        .init(noEquipment, "what takes nothing")
      ]
    case .periods: return periods(context)
    case .programs: return ((try? places.programIDs()) ?? []).map { .init($0) }
    case .rules: return ((try? places.rules())?.rules ?? []).map { .init($0.id, $0.topic) }
    case .runs:
      guard let path = try? places.database(), let log = (try? Store.openReadOnly(path)) ?? nil else {
        return []
      }
      return ((try? log.runs()) ?? []).suffix(Self.shown).reversed().map {
        .init($0.id.short, $0.inOneLine)
      }
    case .sets:
      // The line that `log` would print, in short.
      let sets = newest(places, count: Self.shown).map { set in
        let start = context.zone.civil(set.startedAt)
        return (set, "\(dayText(start)) \(minuteText(start)), \(clean(set.inOneLine))")
      }
      return sets.prefix(10).enumerated().map { .init($0 == 0 ? "last" : "last~\($0)", $1.1) }
        + sets.map { .init($0.0.id.short, $0.1) }
    case .devices:
      return context.devices(nil).flatMap { device -> [CompletionQuery.Candidate] in
        let identity = device.identity
        let name = CompletionQuery.Candidate(patternOf(identity.name), "\(identity.path), \(device.use)")
        return (identity.name.isEmpty ? [] : [name]) + [.init(identity.path, clean(identity.name))]
      }
    }
  }

  /// The newest sets, the newest first.
  private func newest(_ places: Places, count: Int = lookedAt) -> [LoggedSet] {
    guard let path = try? places.database(), let log = (try? Store.openReadOnly(path)) ?? nil else {
      return []
    }
    return ((try? log.sets(SetFilter(last: count))) ?? []).reversed()
  }

  private func distinct(_ candidates: [CompletionQuery.Candidate]) -> [CompletionQuery.Candidate] {
    var seen: Set<String> = []
    return candidates.filter { seen.insert($0.word).inserted }
  }

  private func periods(_ context: Context) -> [CompletionQuery.Candidate] {
    ["today", "yesterday", "week", "month", "year", "7d", "30d", "12w"].compactMap { word in
      guard let since = try? context.moment(word, option: "") else { return nil }
      return .init(word, "from " + dayText(context.zone.civil(since)))
    }
  }

  /// A shell pattern that matches a device's name: of what would match anything, the first character is taken as it is.
  private func patternOf(_ name: String) -> String {
    name.contains { "*?[\\".contains($0) }
      ? name.map { "*?[\\".contains($0) ? "\\\($0)" : "\($0)" }.joined() : name
  }
}
