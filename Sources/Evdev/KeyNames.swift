internal import CLibevdev

/// The kernel's names of keys, LEDs and events.
public enum KeyNames {
  /// The code of a key or button (`KEY_KP1`, `BTN_0`), aliases included; `nil` for an unknown name.
  public static func code(for name: String) -> UInt16? { code(ofType: UInt32(EV_KEY), name, max: KEY_MAX) }

  /// The name of a key's or button's code; `nil` for a code without a name.
  public static func name(for code: UInt16) -> String? {
    code >= KEY_MAX ? nil : name(ofType: UInt32(EV_KEY), code)
  }

  /// Every key and button, in the order of the codes: for suggestions.
  public static let all: [String] = (1..<UInt16(KEY_MAX)).compactMap(name(for:))

  /// The code of an LED (`LED_NUML`); `nil` for an unknown name.
  public static func ledCode(for name: String) -> UInt16? {
    code(ofType: UInt32(EV_LED), name, max: LED_MAX)
  }

  /// The name of an LED's code; `nil` for a code without a name.
  public static func ledName(for code: UInt16) -> String? {
    code >= LED_MAX ? nil : name(ofType: UInt32(EV_LED), code)
  }

  /// Every LED, in the order of the codes: for suggestions.
  public static let allLEDs: [String] = (0..<UInt16(LED_MAX)).compactMap(ledName(for:))

  /// The name of an event's code, or its type's name and the number: `ABS_X`, `EV_KEY 0x2f0`, `0x1e 0x3`.
  public static func eventName(type: UInt16, code: UInt16) -> String {
    if let name = name(ofType: UInt32(type), code) { return name }
    let number = "0x" + String(code, radix: 16)
    return (typeName(type) ?? "0x" + String(type, radix: 16)) + " " + number
  }

  /// The name of an event's type (`EV_KEY`); `nil` for a type without a name.
  public static func typeName(_ type: UInt16) -> String? {
    libevdev_event_type_get_name(UInt32(type)).map { String(cString: $0) }
  }

  /// `KEY_MAX` and `LED_MAX` are in libevdev's table though they name nothing; key 0 is reserved.
  private static func code(ofType type: UInt32, _ name: String, max: Int32) -> UInt16? {
    let code = libevdev_event_code_from_name(type, name)
    return code >= 0 && code < max && !(type == EV_KEY && code == 0) ? UInt16(code) : nil
  }

  private static func name(ofType type: UInt32, _ code: UInt16) -> String? {
    libevdev_event_code_get_name(type, UInt32(code)).map { String(cString: $0) }
  }
}
