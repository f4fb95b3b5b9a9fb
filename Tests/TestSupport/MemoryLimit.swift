private import Foundation

/// The memory that the process may take.
public enum MemoryLimit {
  /// Takes all memory that is left, in blocks of a size; returns the last, which leads to those before it, so that no
  /// optimiser takes them for unused.
  @inline(never) @discardableResult
  public static func exhaust(blockSize: Int) -> UnsafeMutableRawPointer? {
    var last: UnsafeMutableRawPointer?
    while let block = malloc(blockSize) {
      block.storeBytes(of: last, as: UnsafeMutableRawPointer?.self)
      last = block
    }
    return last
  }

  /// Lets the process take so many more bytes of address space than it has; for use inside an exit test.
  ///
  /// An allocation beyond the limit fails, which ends a Swift process. Systems without `/proc` have no limit.
  public static func set(additionalBytes: Int) {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
      let pages = text.split(separator: " ").first.flatMap({ Int($0) })
    else { return }
    let bytes = pages * Int(getpagesize()) + additionalBytes
    var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
    #if os(Linux)
      setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    #else
      setrlimit(RLIMIT_AS, &limit)
    #endif
  }
}
