internal import CLinux

/// Gives the memory that was freed back to the kernel, as far as whole pages are free.
public func returnFreedMemory() { malloc_trim(0) }
