private import Foundation

/// The processor time that the process may take.
public enum ProcessorLimit {
  /// Ends the process after so many seconds of work, by a signal that can't be blocked; for use inside an exit
  /// test, where an endless loop would hang the run.
  public static func set(seconds: UInt) {
    var limit = rlimit(rlim_cur: rlim_t(seconds), rlim_max: rlim_t(seconds))
    #if os(Linux)
      setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limit)
    #else
      setrlimit(RLIMIT_CPU, &limit)
    #endif
  }
}
