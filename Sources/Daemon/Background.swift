import Synchronization
import Syscalls

/// Something that is done on a thread of its own, since the loop does not wait for a disk.
final class Background<Value: Sendable> {
  /// Readable when the result is there.
  let wakeUp: WakeUp
  private let box: Box
  private let thread: SystemThread

  private final class Box: Sendable {
    let result = Mutex<Value?>(nil)
  }

  /// - Parameter name: the thread's, at most 15 bytes.
  init(_ name: String, _ body: @escaping @Sendable () -> Value) throws(SystemError) {
    let wakeUp = try WakeUp()
    let box = Box()
    self.wakeUp = wakeUp
    self.box = box
    thread = try SystemThread(name: name) {
      let value = body()
      box.result.withLock { $0 = value }
      wakeUp.signal()
    }
  }

  /// The result, once it is there.
  func finish() -> Value? {
    guard let value = box.result.withLock({ $0 }) else { return nil }
    thread.join()
    return value
  }
}
