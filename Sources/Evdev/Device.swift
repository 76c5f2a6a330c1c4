internal import CLibevdev
internal import Glibc
public import Syscalls
public import Tracking
internal import Training

/// An open evdev node, on `CLOCK_BOOTTIME`. Not for more than one thread.
///
/// The descriptor never blocks and is to be watched for reading. Everything is freed, and the grab given up, with
/// the object.
public final class Device {
  /// What the device is.
  public let identity: DeviceIdentity
  /// Which events the device can send or take, and the ranges of its axes.
  public let capabilities: Capabilities
  /// Becomes readable when there are events, or when the device is gone.
  public let fileDescriptor: Int32
  /// Whether the node could be opened for writing too, which LEDs and beepers need.
  public let canWrite: Bool
  /// Whether this process alone gets the events.
  public private(set) var isGrabbed = false
  /// Why the last attempt to grab failed (`EBUSY`: another program has the device); `nil` after a success.
  public private(set) var grabError: SystemError?

  /// Whether the device is to be grabbed. A key that is down at the grab would stay down for whoever saw it
  /// pressed, so the grab waits until all keys are up: `read` does it then.
  public var wantsGrab = false {
    didSet {
      if wantsGrab { grabIfAllKeysAreUp() } else { ungrab() }
    }
  }

  let context: OpaquePointer
  private let keys: [UInt16]

  /// Opens a node for reading and, where that is allowed, writing.
  ///
  /// - Parameters:
  ///   - path: `/dev/input/event7`, or a link to it.
  ///   - identity: what is known of it; asked from the device, without links, where it is `nil`.
  ///   - readOnly: not to open it for writing.
  public init(
    opening path: String, identity: DeviceIdentity? = nil, readOnly: Bool = false
  ) throws(SystemError) {
    let opened = try Self.open(path, readOnly: readOnly)
    let descriptor = opened.descriptor
    // Before libevdev looks at the device: events queued meanwhile would have times of another clock. The kernel
    // throws such events away and sends SYN_DROPPED.
    if holdfast_set_event_clock(descriptor, CLOCK_BOOTTIME) != 0 {
      let error = SystemError(errno, doing: "switch the clock of \(path)")
      close(descriptor)
      throw error
    }
    libevdev_set_log_priority(LIBEVDEV_LOG_ERROR)
    var made: OpaquePointer?
    let status = libevdev_new_from_fd(descriptor, &made)
    guard status == 0, let made else {
      close(descriptor)
      throw SystemError(-status, doing: "read the description of \(path)")
    }
    let capabilities = Capabilities(of: made)
    self.context = made
    self.fileDescriptor = descriptor
    self.canWrite = opened.canWrite
    self.capabilities = capabilities
    self.keys = capabilities.codes(ofType: UInt16(EV_KEY)).codes
    self.identity = identity ?? DeviceIdentity(of: made, path: path, capabilities: capabilities)
  }

  private static func open(
    _ path: String, readOnly: Bool
  ) throws(SystemError) -> (descriptor: Int32, canWrite: Bool) {
    if !readOnly {
      do throws(SystemError) {
        return (try openFile(path, O_RDWR | O_NONBLOCK), true)
      } catch {
        guard error.errno == EACCES || error.errno == EPERM || error.errno == EROFS else { throw error }
      }
    }
    return (try openFile(path, O_RDONLY | O_NONBLOCK), false)
  }

  deinit {
    ungrab()
    libevdev_free(context)
    close(fileDescriptor)
  }

  /// The keys and buttons that are down, as of the last `read`.
  public var keysDown: [UInt16] { keys.filter(isDown) }

  /// The value of an axis of `EV_ABS`, as of the last `read`; `nil` where the device has no such axis.
  public func axisValue(_ code: UInt16) -> Int32? {
    var value: Int32 = 0
    return libevdev_fetch_event_value(context, UInt32(EV_ABS), UInt32(code), &value) == 1 ? value : nil
  }

  /// Hands over all that the kernel has for this device, in order.
  ///
  /// Where the kernel dropped events, the present axes come as events and then the present keys as `.resynced`,
  /// all with the time of the loss. Autorepeat is handed over too.
  ///
  /// - Throws: `ENODEV` when the device is gone, after the events that could still be read.
  public func read(_ handle: (DeviceEvent) -> Void) throws(SystemError) {
    // Without "blocking" libevdev asks the kernel again before every single event, and loses those it has already
    // when the device goes. The descriptor itself never blocks.
    let flags = LIBEVDEV_READ_FLAG_NORMAL.rawValue | LIBEVDEV_READ_FLAG_BLOCKING.rawValue
    var event = input_event()
    while true {
      let status = libevdev_next_event(context, flags, &event)
      if status == LIBEVDEV_READ_STATUS_SUCCESS.rawValue {
        handle(.event(RawEvent(event)))
      } else if status == LIBEVDEV_READ_STATUS_SYNC.rawValue {
        try resync(after: RawEvent(event).at, handle)
      } else if status == -EAGAIN {
        break
      } else if status != -EINTR {
        throw SystemError(-status, doing: "read \(identity.path)")
      }
    }
    if wantsGrab && !isGrabbed { grabIfAllKeysAreUp() }
  }

  /// Reads the state anew after `SYN_DROPPED`. A key that changed meanwhile did so at an unknown time, so that
  /// its change is no event.
  private func resync(after dropped: Instant, _ handle: (DeviceEvent) -> Void) throws(SystemError) {
    let flags = LIBEVDEV_READ_FLAG_SYNC.rawValue | LIBEVDEV_READ_FLAG_BLOCKING.rawValue
    var event = input_event()
    var hasOthers = false
    while true {
      let status = libevdev_next_event(context, flags, &event)
      if status == -EAGAIN { break }
      if status == -EINTR { continue }
      if status < 0 { throw SystemError(-status, doing: "read the state of \(identity.path)") }
      var raw = RawEvent(event)
      raw.at = dropped
      if raw.type == EV_SYN {
        if hasOthers { handle(.event(raw)) }
        hasOthers = false
      } else if raw.type != EV_KEY {
        handle(.event(raw))
        hasOthers = true
      }
    }
    handle(.resynced(down: keysDown, at: dropped))
  }

  private func isDown(_ key: UInt16) -> Bool {
    libevdev_get_event_value(context, UInt32(EV_KEY), UInt32(key)) != 0
  }

  /// Does nothing while a key is down, or while events wait that may tell of one.
  private func grabIfAllKeysAreUp() {
    guard !isGrabbed, !keys.contains(where: isDown), libevdev_has_event_pending(context) == 0 else { return }
    let status = libevdev_grab(context, LIBEVDEV_GRAB)
    isGrabbed = status == 0
    grabError = isGrabbed ? nil : SystemError(-status, doing: "grab \(identity.path)")
  }

  private func ungrab() {
    if isGrabbed { _ = libevdev_grab(context, LIBEVDEV_UNGRAB) }
    isGrabbed = false
    grabError = nil
  }
}

extension RawEvent {
  /// The kernel's event, its time in µs.
  @inline(__always) fileprivate init(_ event: input_event) {
    self.init(
      at: Instant(microseconds: Int64(event.time.tv_sec) * 1_000_000 + Int64(event.time.tv_usec)),
      type: event.type, code: event.code, value: event.value)
  }
}
