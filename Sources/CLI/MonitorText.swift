import Control
import Evdev
import Tracking
import Training

/// Prints what is monitored.
struct MonitorPrinter {
  let format: Format
  let out: Output
  let style: Style

  /// Says of a device that it is listened to, and what its keys mean.
  func began(_ notes: DeviceNotes, _ claim: DeviceClaims.Claim?) {
    guard format == .text else { return }
    var text = "\(node(notes.identity.path))  \(clean(notes.identity.name))  \(notes.ids)"
    if let claim {
      text +=
        "  for \(clean(claim.stationName)): " + clean(claim.keysText { KeyNames.name(for: $0) ?? "\($0)" })
    }
    for line in wrapped(text, to: style.columns, indent: 2) { out.line(style.paint(line, .heading)) }
  }

  func print(_ event: InputEvent) {
    switch format {
    case .json: out.write(JSONWriter.line(event))
    case .text, .csv:
      // The end of a frame is nothing to look at.
      if event.type == 0, event.code == 0 { return }
      let code = event.codeName ?? "\(event.type) \(event.code)"
      out.line(style.paint("\(time(event.time))  \(node(event.path))  \(code) \(value(of: event))", .faint))
    }
  }

  func print(_ told: [Gestures.Told]) {
    for told in told {
      switch format {
      case .json: out.write(JSONWriter.line(told))
      case .text, .csv:
        let role: Style.Role =
          switch told.reading.what {
          case .release: .plain
          case .bounce: .warning
          case .press, .tap, .double, .long: .good
          }
        out.line(
          style.paint("\(time(told.reading.at))  \(node(told.path))    \(gestureText(told.reading))", role))
      }
    }
  }

  private func time(_ instant: Instant) -> String {
    Interval(microseconds: instant.microseconds).decimalSeconds
  }

  private func node(_ path: String) -> String {
    clean(path.split(separator: "/").last.map(String.init) ?? path)
  }

  private func value(of event: InputEvent) -> String {
    guard event.type == 1 else { return String(event.value) }
    switch event.value {
    case 0: return "up"
    case 1: return "down"
    default: return "repeat"
    }
  }
}

/// `KEY_B tap → go`, `KEY_B released after 0.062 s`, `KEY_B bounced, open for 3.1 ms: ignored`.
func gestureText(_ reading: GestureReader.Reading) -> String {
  let key = reading.key.map { KeyNames.name(for: $0) ?? "key \($0)" } ?? "any"
  let action = reading.action.map { " → " + clean($0.words) } ?? ""
  switch reading.what {
  case .bounce:
    return
      "\(key) bounced, open for \(decimalText(Double((reading.length ?? .zero).microseconds) / 1_000)) ms: ignored"
  case .release:
    let length = reading.length.map { " after \(milliseconds($0)) s" } ?? ""
    return "\(key) released\(length)\(action)"
  case .press, .tap, .double, .long:
    let isBound = reading.isConfigured && reading.action == nil
    return "\(key) \(reading.what.rawValue)\(action)" + (isBound ? " → nothing" : "")
  }
}

/// `0.062`: seconds with three decimals, cut off.
private func milliseconds(_ interval: Interval) -> String {
  let all = max(0, interval.microseconds / 1_000)
  return "\(all / 1_000)." + padded(Int(all % 1_000), 3)
}

extension Gestures.Told: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.key("gesture")
      $0.object {
        $0.member("path", path)
        $0.member("name", name)
        $0.member("time", reading.at)
        $0.member("gesture", reading.what.rawValue)
        $0.member("key", reading.key.map { KeyNames.eventName(type: 1, code: $0) })
        $0.member("length_s", reading.length)
        $0.member("station", station)
        $0.member("action", reading.action?.words)
      }
    }
  }
}
