internal import CLibevdev
internal import Glibc
public import Syscalls
public import Tracking

/// An evdev node that sysfs knows, with what can be said of it without opening it.
public struct DeviceListing: Hashable, Sendable {
  /// What the device is.
  public var identity: DeviceIdentity
  /// Whether this process may open it.
  public var access: Access
  /// The owner's name, the group's name and the permission bits of the node (`0o660`); `nil` where there is none.
  public var ownership: Ownership?

  /// Whether a node can be opened.
  public enum Access: Hashable, Sendable {
    /// For reading and writing.
    case writable
    /// For reading only: no grab is lost by it, but LEDs and beepers stay silent.
    case readable
    /// Not at all, for this `errno`: `EACCES`, or `ENOENT` where the node does not exist (yet).
    case denied(Int32)
  }

  /// Whom a node belongs to.
  public struct Ownership: Hashable, Sendable {
    /// The user's name.
    public var owner: String
    /// The group's name: who is in it may open the node if `mode` says so.
    public var group: String
    /// The permission bits: `0o660`.
    public var mode: UInt32
  }
}

/// Why a path does not lead to an evdev node.
public struct NodeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong with it.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The name of the code.
    public var rawValue: String
    /// A code of this name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// There is nothing, or a link that leads nowhere.
    public static let missing = Code(rawValue: "missing")
    /// It is something else: a file, a joystick node, a `mouse` node.
    public static let notEvdev = Code(rawValue: "not-evdev")
    /// It could not be looked at.
    public static let inaccessible = Code(rawValue: "inaccessible")
  }

  /// What is wrong with it.
  public var code: Code
  /// The path as it was given.
  public var path: String
  /// The system's error, where there is one.
  public var underlying: SystemError?

  /// `/dev/input/js0 is not an evdev node; name an /dev/input/eventN …`.
  public var description: String {
    switch code {
    case .missing:
      "\(path): no such device; is it plugged in? `holdfast devices` lists what there is"
    case .notEvdev:
      "\(path): not an evdev node; name one of /dev/input/event* or a link to it (see `holdfast devices`)"
    default:
      "\(path): \(underlying?.message ?? "cannot be looked at")"
    }
  }
}

/// All evdev nodes that sysfs knows, by event number. No node is opened.
///
/// - Parameters:
///   - input: where the nodes and the folders of links are.
///   - sys: where sysfs is mounted. Without it there are no devices.
public func scanDevices(input: String = "/dev/input", sys: String = "/sys") -> [DeviceListing] {
  let folder = sys + "/class/input"
  guard let names = try? directoryEntries(folder) else { return [] }
  let links = linksByNode(input)
  return names.compactMap { name in eventNumber(name).map { (number: $0, name: name) } }
    .sorted { $0.number < $1.number }
    .compactMap { _, name in
      let node = input + "/" + name
      guard
        let identity = describe(sysfs: "\(folder)/\(name)/device", path: node, links: links[name] ?? [])
      else { return nil }
      return DeviceListing(identity: identity, access: access(to: node), ownership: ownership(of: node))
    }
}

/// The identity of one node, given by itself or by a link. The node is not opened.
///
/// - Parameters:
///   - path: `/dev/input/event7` or a link to it.
///   - input: where the folders of links are.
///   - sys: where sysfs is mounted.
/// - Throws: `NodeError` where it is no evdev node or does not exist.
public func identity(
  ofNode path: String, input: String = "/dev/input", sys: String = "/sys"
) throws(NodeError) -> DeviceIdentity {
  let status: stat
  let node: String
  do throws(SystemError) {
    status = try fileStatus(path)
    node = try canonicalPath(path)
  } catch {
    let isMissing = error.errno == ENOENT || error.errno == ENOTDIR
    throw NodeError(code: isMissing ? .missing : .inaccessible, path: path, underlying: error)
  }
  // The number, not the path, tells which device it is: a node may be called anything.
  guard isCharacterDevice(status),
    let folder = try? canonicalPath("\(sys)/dev/char/\(deviceNumber(status))"),
    let name = folder.split(separator: "/").last.map(String.init), eventNumber(name) != nil
  else { throw NodeError(code: .notEvdev, path: path) }
  var links = linksByNode(input)[name] ?? []
  if path != node && !links.contains(path) { links.append(path) }
  guard let identity = describe(sysfs: folder + "/device", path: node, links: links) else {
    throw NodeError(code: .missing, path: path)
  }
  return identity
}

/// 7 for `event7`, `nil` for all else.
func eventNumber(_ name: String) -> Int? {
  guard name.hasPrefix("event") else { return nil }
  let digits = name.dropFirst(5)
  return digits.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? Int(digits) : nil
}

/// The links below by-id and by-path, by the name of the node that they lead to.
private func linksByNode(_ input: String) -> [String: [String]] {
  var links: [String: [String]] = [:]
  for folder in ["by-id", "by-path"] {
    for name in ((try? directoryEntries("\(input)/\(folder)")) ?? []).sorted() {
      let link = "\(input)/\(folder)/\(name)"
      guard let node = try? canonicalPath(link).split(separator: "/").last else { continue }
      links[String(node), default: []].append(link)
    }
  }
  return links
}

/// Reads what sysfs has about an input device; `nil` where it has nothing: the device has just gone.
private func describe(sysfs folder: String, path: String, links: [String]) -> DeviceIdentity? {
  func text(_ name: String) -> String? {
    attribute("\(folder)/\(name)").map { bytes in
      String(decoding: bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...], as: UTF8.self)
    }
  }
  func number(_ name: String) -> UInt16 { text("id/" + name).flatMap { UInt16($0, radix: 16) } ?? 0 }
  func codes(_ name: String) -> CodeSet { CodeSet(sysfs: attribute("\(folder)/\(name)") ?? []) }

  guard let name = text("name") else { return nil }
  var identity = DeviceIdentity(
    name: name, bus: number("bustype"), vendor: number("vendor"), product: number("product"),
    version: number("version"), phys: text("phys") ?? "", uniq: text("uniq") ?? "", path: path, links: links)
  let types: [(name: String, type: Int32)] = [
    ("key", EV_KEY), ("rel", EV_REL), ("abs", EV_ABS), ("led", EV_LED), ("snd", EV_SND),
  ]
  var capabilities = Capabilities(properties: codes("properties"))
  for (name, type) in types { capabilities.codes[UInt16(type)] = codes("capabilities/" + name) }
  identity.abilities = capabilities.abilities(of: identity)
  return identity
}

private func access(to node: String) -> DeviceListing.Access {
  if accessError(node, R_OK | W_OK) == 0 { return .writable }
  let error = accessError(node, R_OK)
  return error == 0 ? .readable : .denied(error)
}

private func ownership(of node: String) -> DeviceListing.Ownership? {
  guard let status = try? fileStatus(node) else { return nil }
  return DeviceListing.Ownership(
    owner: userName(status.st_uid), group: groupName(status.st_gid), mode: UInt32(status.st_mode & 0o7777))
}
