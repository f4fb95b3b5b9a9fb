private import Foundation

/// The processor time that the process may take.
public enum ProcessorLimit {
  /// Ends the process after so many more seconds of work, by a signal that can't be blocked; for use inside an exit
  /// test, where an endless loop would hang the run.
  public static func set(seconds: UInt) {
    // The system counts from the start: what a test did to prepare, on a slow machine much, is not to be limited.
    let end = rlim_t(clock() / CLOCKS_PER_SEC) + 1 + rlim_t(seconds)
    var limit = rlimit(rlim_cur: end, rlim_max: end)
    #if os(Linux)
      setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limit)
    #else
      setrlimit(RLIMIT_CPU, &limit)
    #endif
  }
}
