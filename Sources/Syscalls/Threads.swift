internal import CLinux
internal import Glibc

/// A thread of its own, which must be joined before it is let go.
public final class SystemThread: Sendable {
  private let handle: pthread_t

  /// Starts a thread. Signals stay with the threads that were there before.
  /// - Parameters:
  ///   - name: At most 15 bytes, for `ps` and `top`.
  ///   - body: What it does.
  public init(name: String, _ body: @escaping @Sendable () -> Void) throws(SystemError) {
    final class Start: Sendable {
      let name: String
      let body: @Sendable () -> Void
      init(name: String, body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
      }
    }
    let start = Unmanaged.passRetained(Start(name: name, body: body))
    var all = sigset_t()
    var former = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &former)
    var handle = pthread_t()
    let code = pthread_create(
      &handle, nil,
      { argument in
        let start = Unmanaged<Start>.fromOpaque(argument!).takeRetainedValue()
        pthread_setname_np(pthread_self(), String(start.name.prefix(15)))
        start.body()
        return nil
      }, start.toOpaque())
    pthread_sigmask(SIG_SETMASK, &former, nil)
    guard code == 0 else {
      start.release()
      throw SystemError(code, doing: "start the thread \(name)")
    }
    self.handle = handle
  }

  /// Waits until the thread has ended.
  public func join() { pthread_join(handle, nil) }
}
