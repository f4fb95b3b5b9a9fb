#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The system's words for one of its codes.
func systemWords(_ code: Int32) -> String { String(cString: strerror(code)) }
