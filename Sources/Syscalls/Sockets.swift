import CLinux
import Glibc

/// The address of a Unix socket: a path, or a name in the abstract space that begins with `@`.
public struct UnixAddress: Sendable {
  private var storage = sockaddr_un()
  private var length: socklen_t

  /// The longest path in bytes: `sun_path` is 108 with the closing zero.
  public static let longestPath = 107

  /// An address.
  ///
  /// - Throws: `ENAMETOOLONG` for more than `longestPath` bytes, `EINVAL` for an empty name or one with a zero in it.
  public init(_ name: String) throws(SystemError) {
    let bytes = Array(name.utf8)
    guard !bytes.isEmpty, !bytes.contains(0) else { throw SystemError(EINVAL, doing: "socket \(name)") }
    guard bytes.count <= Self.longestPath else { throw SystemError(ENAMETOOLONG, doing: "socket \(name)") }
    let isAbstract = bytes[0] == UInt8(ascii: "@")
    storage.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &storage.sun_path) { path in
      path.copyBytes(from: bytes)
      if isAbstract { path[0] = 0 }
    }
    // An abstract name is as long as its address says; a path ends with a zero.
    let header = MemoryLayout<sockaddr_un>.offset(of: \.sun_path)!
    length = socklen_t(header + bytes.count + (isAbstract ? 0 : 1))
  }

  fileprivate func with<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    withUnsafePointer(to: storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
    }
  }
}

/// Who is at the other end of a Unix socket, as the kernel noted when it was connected (`SO_PEERCRED`).
public struct PeerCredentials: Hashable, Sendable, CustomStringConvertible {
  /// The process; 0 where it is in a process namespace that cannot be seen from here.
  public var process: Int32
  /// The effective user.
  public var user: UInt32
  /// The effective group.
  public var group: UInt32

  /// Credentials.
  public init(process: Int32, user: UInt32, group: UInt32) {
    self.process = process
    self.user = user
    self.group = group
  }

  /// `pid 812, uid 1000, gid 1000`.
  public var description: String { "pid \(process), uid \(user), gid \(group)" }
}

// MARK: - Making and connecting

extension Descriptor {
  /// A Unix stream socket, non-blocking and closed on exec.
  public static func unixStream() throws(SystemError) -> Descriptor { try unix(SOCK_STREAM) }

  /// A Unix datagram socket, non-blocking and closed on exec.
  public static func unixDatagram() throws(SystemError) -> Descriptor { try unix(SOCK_DGRAM) }

  private static func unix(_ type: __socket_type) throws(SystemError) -> Descriptor {
    let flags = Int32(type.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    return Descriptor(owning: try syscall("socket") { socket(AF_UNIX, flags, 0) })
  }

  /// Gives the socket a name. A file's mode is that of the socket (see `setMode`) without the umask's bits.
  public func bind(to address: UnixAddress) throws(SystemError) {
    try syscall("bind") { address.with { Glibc.bind(number, $0, $1) } }
  }

  /// Lets others connect; `backlog` of them may wait to be accepted.
  public func listen(backlog: Int32) throws(SystemError) {
    try syscall("listen") { Glibc.listen(number, backlog) }
  }

  /// Connects without waiting: `EAGAIN` where the other side's queue is full.
  public func connect(to address: UnixAddress) throws(SystemError) {
    try syscall("connect") { address.with { Glibc.connect(number, $0, $1) } }
  }

  /// The next connection that waits, non-blocking and closed on exec; `nil` where none does.
  public func accept() throws(SystemError) -> Descriptor? {
    let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    return try unlessBlocked("accept") { Int(accept4(number, nil, nil, flags)) }
      .map { Descriptor(owning: Int32($0)) }
  }

  /// Who connected.
  public func peerCredentials() throws(SystemError) -> PeerCredentials {
    // struct ucred of <sys/socket.h>: pid, uid, gid.
    var credentials: (Int32, UInt32, UInt32) = (0, 0, 0)
    var size = socklen_t(MemoryLayout.size(ofValue: credentials))
    try syscall("SO_PEERCRED") { getsockopt(number, SOL_SOCKET, SO_PEERCRED, &credentials, &size) }
    return PeerCredentials(process: credentials.0, user: credentials.1, group: credentials.2)
  }
}

// MARK: - Sending

extension Descriptor {
  /// Sends some of the bytes from `offset` on over a connected socket, without a SIGPIPE.
  ///
  /// - Returns: the bytes sent; `nil` where none is taken now.
  public func send(_ bytes: [UInt8], from offset: Int = 0) throws(SystemError) -> Int? {
    try unlessBlocked("send") {
      bytes.withUnsafeBytes {
        let rest = UnsafeRawBufferPointer(rebasing: $0[offset...])
        return Glibc.send(number, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
      }
    }
  }

  /// Sends one datagram.
  ///
  /// - Returns: whether it was taken; a full queue at the other side takes none.
  public func send(_ bytes: [UInt8], to address: UnixAddress) throws(SystemError) -> Bool {
    try unlessBlocked("sendto") {
      address.with { Glibc.sendto(number, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, $1) }
    } != nil
  }

  /// Ends sending: the other side reads an end after what was sent.
  public func shutDownSending() throws(SystemError) {
    try syscall("shutdown") { shutdown(number, Int32(SHUT_WR)) }
  }
}

// MARK: - Socket files

/// A file as told apart from one that later has the same path.
public struct FileIdentity: Hashable, Sendable {
  /// The device it is on.
  public var device: UInt64
  /// Its inode there.
  public var inode: UInt64
  /// Type and permissions, as `st_mode` has them.
  public var mode: UInt32

  /// Whether it is the same file, whatever its permissions are now.
  public func isSameFile(as other: FileIdentity) -> Bool { device == other.device && inode == other.inode }

  /// Whether it is a socket.
  public var isSocket: Bool { mode & S_IFMT == S_IFSOCK }

  /// What lies at a path, links not followed; `nil` where nothing does.
  public init?(path: String) throws(SystemError) {
    var status = stat()
    do throws(SystemError) {
      try syscall("stat \(path)") { lstat(path, &status) }
    } catch {
      if error.errno == ENOENT { return nil }
      throw error
    }
    (device, inode, mode) = (UInt64(status.st_dev), UInt64(status.st_ino), UInt32(status.st_mode))
  }
}

extension Descriptor {
  /// Sets the permissions of an open file. On a socket that is not bound yet, Linux takes them for the file that
  /// `bind` makes (`unix_bind_bsd` in net/unix/af_unix.c), so that it never exists with wider ones.
  public func setMode(_ mode: UInt32) throws(SystemError) {
    try syscall("fchmod") { fchmod(number, mode) }
  }
}

/// Sets the permissions of the file at a path.
public func changeMode(_ path: String, _ mode: UInt32) throws(SystemError) {
  try syscall("chmod \(path)") { chmod(path, mode) }
}

/// Removes the file at a path.
public func removeFile(_ path: String) throws(SystemError) {
  try syscall("unlink \(path)") { unlink(path) }
}
