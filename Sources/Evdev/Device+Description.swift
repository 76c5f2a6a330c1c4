internal import CLibevdev
internal import Tracking

extension Capabilities {
  /// What libevdev found out about an open device.
  init(of device: OpaquePointer) {
    self.init()
    for property in 0...UInt16(INPUT_PROP_MAX) where libevdev_has_property(device, UInt32(property)) == 1 {
      properties.insert(property)
    }
    for type in 1...UInt16(EV_MAX) where libevdev_has_event_type(device, UInt32(type)) == 1 {
      let last = libevdev_event_type_get_max(UInt32(type))
      guard last >= 0 else { continue }
      let known = (0...UInt16(last)).filter { libevdev_has_event_code(device, UInt32(type), UInt32($0)) == 1 }
      if !known.isEmpty { codes[type] = CodeSet(known) }
    }
    for code in codes(ofType: UInt16(EV_ABS)).codes {
      guard let info = libevdev_get_abs_info(device, UInt32(code))?.pointee else { continue }
      axes[code] = AxisInfo(
        minimum: info.minimum, maximum: info.maximum, fuzz: info.fuzz, flat: info.flat,
        resolution: info.resolution)
    }
  }
}

extension DeviceIdentity {
  /// What libevdev found out about an open device, links unknown.
  init(of device: OpaquePointer, path: String, capabilities: Capabilities) {
    func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
    func number(_ value: Int32) -> UInt16 { UInt16(truncatingIfNeeded: value) }
    self.init(
      name: text(libevdev_get_name(device)), bus: number(libevdev_get_id_bustype(device)),
      vendor: number(libevdev_get_id_vendor(device)), product: number(libevdev_get_id_product(device)),
      version: number(libevdev_get_id_version(device)), phys: text(libevdev_get_phys(device)),
      uniq: text(libevdev_get_uniq(device)), path: path)
    abilities = capabilities.abilities(of: self)
  }
}
