internal import CLibevdev
internal import Glibc
internal import Syscalls
internal import Tracking

extension Device {
  /// Switches an LED.
  ///
  /// - Parameter code: `LED_NUML` … as `KeyNames.ledCode` gives it.
  /// - Returns: whether the device has it and took it. A lamp that stays dark stops nobody's training.
  @discardableResult public func setLED(_ code: UInt16, on: Bool) -> Bool {
    guard canWrite, capabilities.codes(ofType: UInt16(EV_LED)).contains(code) else { return false }
    return send(type: UInt16(EV_LED), code: code, value: on ? 1 : 0)
  }

  /// Starts a tone, or the bell of a beeper that has but one.
  ///
  /// - Parameter hz: the pitch in Hz.
  /// - Returns: whether the device can sound and took it.
  @discardableResult public func beep(hz: Int32) -> Bool {
    guard let code = soundCode else { return false }
    return send(type: UInt16(EV_SND), code: code, value: code == UInt16(SND_TONE) ? hz : 1)
  }

  /// Ends the tone.
  ///
  /// - Returns: whether the device can sound and took it.
  @discardableResult public func silence() -> Bool {
    guard let code = soundCode else { return false }
    return send(type: UInt16(EV_SND), code: code, value: 0)
  }

  private var soundCode: UInt16? {
    let sounds = capabilities.codes(ofType: UInt16(EV_SND))
    guard canWrite else { return nil }
    return [UInt16(SND_TONE), UInt16(SND_BELL)].first(where: sounds.contains)
  }

  /// The kernel passes an event on at once; `SYN_REPORT` is for those who read along.
  private func send(type: UInt16, code: UInt16, value: Int32) -> Bool {
    var event = input_event()
    event.type = type
    event.code = code
    event.value = value
    var report = input_event()
    report.type = UInt16(EV_SYN)
    report.code = UInt16(SYN_REPORT)
    return withUnsafeBytes(of: (event, report)) { bytes in
      (try? writeAll(fileDescriptor, bytes, doing: "write \(identity.path)")) != nil
    }
  }
}
