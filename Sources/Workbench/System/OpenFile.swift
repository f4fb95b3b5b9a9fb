private import Synchronization

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

  /// The two ends of a pipe, which no other program inherits; `nil` where the system has none, with its code in
  /// `errno`.
  static func makePipe() -> (reads: Int32, writes: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
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

/// A way to give up work that may wait for ever; for any thread.
public final class Cancellation: Sendable {
  private struct State {
    var isCancelled = false
    /// The two ends of a pipe that wakes whoever waits; there is none before anybody does.
    var pipe: (reads: Int32, writes: Int32)?

    /// Writes to the pipe, where there is one.
    func wake() {
      guard let pipe else { return }
      var byte: UInt8 = 0
      _ = write(pipe.writes, &byte, 1)
    }
  }

  private let state = Mutex(State())

  /// Starts where nothing was given up.
  public init() {}

  deinit {
    state.withLock { state in
      guard let pipe = state.pipe else { return }
      close(pipe.reads)
      close(pipe.writes)
    }
  }

  /// Whether the work was given up.
  public var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// Gives the work up.
  public func cancel() {
    state.withLock { state in
      state.isCancelled = true
      state.wake()
    }
  }

  /// Waits until something can be read from a descriptor, or its other end is gone.
  ///
  /// Returns the system's code where that can't be, `ECANCELED` where the work was given up.
  func wait(forInput descriptor: Int32) -> Int32? {
    if isCancelled { return ECANCELED }
    if OpenFile.wait(for: [descriptor], milliseconds: 0) == nil { return nil }
    guard let waits = waitingEnd() else { return errno }
    let failure = OpenFile.wait(for: [descriptor, waits], milliseconds: -1)
    return isCancelled ? ECANCELED : failure
  }

  /// The end of the pipe that can be read once the work is given up; `nil` where there is none, with the system's code
  /// in `errno`.
  private func waitingEnd() -> Int32? {
    state.withLock { state in
      if state.pipe == nil {
        state.pipe = OpenFile.makePipe()
        if state.isCancelled { state.wake() }
      }
      return state.pipe?.reads
    }
  }
}
