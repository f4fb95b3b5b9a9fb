private import Synchronization

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A way to give up work that may wait for ever; for any thread.
public final class Cancellation: Sendable {
  private struct State {
    var isCancelled = false
    /// The two ends of a pipe that wakes whoever waits; there is none before anybody does.
    var pipe: (waits: Int32, wakes: Int32)?
  }

  private let state = Mutex(State())

  /// Starts where nothing was given up.
  public init() {}

  deinit {
    state.withLock { state in
      guard let pipe = state.pipe else { return }
      close(pipe.waits)
      close(pipe.wakes)
    }
  }

  /// Whether the work was given up.
  public var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// Gives the work up.
  public func cancel() {
    state.withLock { state in
      state.isCancelled = true
      guard let pipe = state.pipe else { return }
      var byte: UInt8 = 0
      _ = write(pipe.wakes, &byte, 1)
    }
  }

  /// Waits until something can be read from a descriptor, or its other end is gone.
  ///
  /// Returns the system's code where that can't be, `ECANCELED` where the work was given up.
  func wait(forInput descriptor: Int32) -> Int32? {
    if isCancelled { return ECANCELED }
    if OpenFile.wait(for: [descriptor], milliseconds: 0) == nil { return nil }
    do {
      let waits = try waitingEnd()
      let failure = OpenFile.wait(for: [descriptor, waits], milliseconds: -1)
      return isCancelled ? ECANCELED : failure
    } catch {
      return error.code
    }
  }

  /// The system's code of a pipe that can't be made.
  private struct NoPipe: Error {
    let code: Int32
  }

  /// The end of the pipe that can be read once the work is given up.
  private func waitingEnd() throws(NoPipe) -> Int32 {
    let end = state.withLock { state -> Result<Int32, NoPipe> in
      if let pipe = state.pipe { return .success(pipe.waits) }
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { return .failure(NoPipe(code: errno)) }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      state.pipe = (ends[0], ends[1])
      if state.isCancelled {
        var byte: UInt8 = 0
        _ = write(ends[1], &byte, 1)
      }
      return .success(ends[0])
    }
    return try end.get()
  }
}
