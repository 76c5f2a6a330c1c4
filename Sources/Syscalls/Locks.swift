internal import Glibc

/// Takes an exclusive lock on a whole file that is open for writing, without waiting. It belongs to the open
/// file, not to the process (`F_OFD_SETLK`): it goes when the last descriptor of that opening is closed.
/// - Returns: Whether the lock was free.
public func lockWholeFile(_ descriptor: Int32, _ path: String) throws(SystemError) -> Bool {
  // Hidden behind _GNU_SOURCE, which Swift's Glibc module does not set; asm-generic/fcntl.h.
  let setOpenFileLock: Int32 = 37
  var lock = flock()
  lock.l_type = Int16(F_WRLCK)
  lock.l_whence = Int16(SEEK_SET)
  do throws(SystemError) {
    try syscall("lock \(path)") { fcntl(descriptor, setOpenFileLock, &lock) }
    return true
  } catch  where error.errno == EAGAIN || error.errno == EACCES {
    return false
  }
}
