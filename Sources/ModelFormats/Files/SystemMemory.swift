#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// What memory the system still gives.
///
/// Swift ends the program where memory can't be had. So before something large is made it is asked here whether there
/// is room, and where there is none an error says so.
public enum SystemMemory {
  /// What must be left beside, for all that is small: 32 MiB.
  private static let reserve = 32 << 20

  /// Whether the system gives so many bytes, and some beside them.
  public static func gives(_ bytes: Int) -> Bool {
    let (size, isTooLarge) = bytes.addingReportingOverflow(reserve)
    guard bytes >= 0, !isTooLarge,
      let place = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0), place != MAP_FAILED
    else { return false }
    munmap(place, size)
    return true
  }
}
