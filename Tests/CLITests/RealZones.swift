import Testing
import Training

@testable import CLI

/// Some years of real zones whose clocks change in a way that is easily got wrong. They are written out, so that every
/// machine tests them, whatever its zones are; `holdfast` itself asks the C library (`TZ`).
///
/// Source: the IANA time zone database, 2025b.
enum RealZone: String, CaseIterable {
  /// 2025. Forward at 00:00, back at 24:00.
  case santiago = "America/Santiago"
  /// 2026. Forward at 00:00; back at 01:00: the day begins twice.
  case havana = "America/Havana"
  /// 2017 and 2018. Forward and back at 00:00: the last hour of a day comes twice.
  case saoPaulo = "America/Sao_Paulo"
  /// 2021. Forward at 00:00; back at 01:00: the day begins twice. East of Greenwich.
  case amman = "Asia/Amman"
  /// 2026. Forward at 00:00, back at 00:00. East of Greenwich.
  case beirut = "Asia/Beirut"
  /// 2026. Back at 01:00, which is 00:00 UTC.
  case azores = "Atlantic/Azores"
  /// 2026. By half an hour.
  case lordHowe = "Australia/Lord_Howe"
  /// 2011. Friday 30 December was left out.
  case apia = "Pacific/Apia"
  /// 2010. At 00:01: back from a new day into the one before, which so ends twice.
  case stJohns = "America/St_Johns"
  /// 2026.
  case berlin = "Europe/Berlin"
  /// 2026. By two hours.
  case troll = "Antarctica/Troll"

  /// The offset at first, and those since each change, in seconds; UTC.
  private var offsets: (first: Int, changes: [(at: String, east: Int)]) {
    switch self {
    case .santiago: (-10_800, [("2025-04-06T03:00:00", -14_400), ("2025-09-07T04:00:00", -10_800)])
    case .havana: (-18_000, [("2026-03-08T05:00:00", -14_400), ("2026-11-01T05:00:00", -18_000)])
    case .saoPaulo: (-10_800, [("2017-10-15T03:00:00", -7_200), ("2018-02-18T02:00:00", -10_800)])
    case .amman: (7_200, [("2021-03-25T22:00:00", 10_800), ("2021-10-28T22:00:00", 7_200)])
    case .beirut: (7_200, [("2026-03-28T22:00:00", 10_800), ("2026-10-24T21:00:00", 7_200)])
    case .azores: (-3_600, [("2026-03-29T01:00:00", 0), ("2026-10-25T01:00:00", -3_600)])
    case .lordHowe: (39_600, [("2026-04-04T15:00:00", 37_800), ("2026-10-03T15:30:00", 39_600)])
    case .apia: (-36_000, [("2011-12-30T10:00:00", 50_400)])
    case .stJohns: (-12_600, [("2010-03-14T03:31:00", -9_000), ("2010-11-07T02:31:00", -12_600)])
    case .berlin: (3_600, [("2026-03-29T01:00:00", 7_200), ("2026-10-25T01:00:00", 3_600)])
    case .troll: (0, [("2026-03-29T01:00:00", 7_200), ("2026-10-25T01:00:00", 0)])
    }
  }

  /// The moments of its changes.
  var changes: [WallTime] { offsets.changes.map { utc($0.at) } }

  var zone: LocalZone {
    let first = offsets.first
    let changes = offsets.changes.map { (utc($0.at).microseconds / 1_000_000, $0.east) }
    return LocalZone { seconds in changes.last { $0.0 <= seconds }?.1 ?? first }
  }
}

/// `2026-11-21T10:00`, with seconds or without.
func utc(_ text: String) -> WallTime { WallTime(iso8601: text + (text.utf8.count == 16 ? ":00Z" : "Z"))! }
