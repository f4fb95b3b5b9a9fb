#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// Reading folders.
enum Folder {
  /// The names of what is in a folder, hidden ones too, in no order.
  ///
  /// - Throws: `CommandError.unreadable`.
  static func names(in folder: String) throws(CommandError) -> [String] {
    guard let stream = opendir(folder) else { throw .unreadable(path: folder, code: errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      // The end of the folder differs from a failure in this alone.
      errno = 0
      guard let entry = readdir(stream) else { break }
      names.append(name(of: &entry.pointee))
    }
    guard errno == 0 else { throw .unreadable(path: folder, code: errno) }
    return names.filter { $0 != "." && $0 != ".." }
  }

  private static func name(of entry: inout dirent) -> String {
    withUnsafeBytes(of: &entry.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
