#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// Waiting for open files, and reading them.
enum OpenFile {
  /// Reads the next bytes, as many as the system has at once, whatever signals come meanwhile.
  ///
  /// Returns their number, 0 at the end; −1 where that fails, with the system's code in `errno`.
  static func nextBytes(of descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      guard count < 0, errno == EINTR else { return count }
    }
  }

  /// Waits until one of some descriptors can be read; the system's code where that fails, `EAGAIN` after the time.
  static func wait(for descriptors: [Int32], milliseconds: Int32) -> Int32? {
    var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    while true {
      let count = poll(&entries, nfds_t(entries.count), milliseconds)
      if count < 0, errno == EINTR { continue }
      return count > 0 ? nil : count == 0 ? EAGAIN : errno
    }
  }

  /// Waits until a descriptor takes bytes; `false` where it does not within the time.
  static func waitForRoom(in descriptor: Int32, milliseconds: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    while true {
      let count = poll(&entry, 1, milliseconds)
      if count < 0, errno == EINTR { continue }
      return count > 0 && entry.revents & Int16(POLLOUT) != 0
    }
  }
}
