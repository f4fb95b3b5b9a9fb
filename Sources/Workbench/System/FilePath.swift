#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// Questions about paths, as text.
public enum FilePath {
  /// The last part of a path: `ship.ppm` of `images/ship.ppm`.
  public static func name(of path: String) -> String {
    String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
  }

  /// The last part of a path without its extension: `ship` of `images/ship.ppm`.
  public static func stem(of path: String) -> String {
    withoutExtension(name(of: path))
  }

  /// The path without its extension: `images/ship` of `images/ship.ppm`; a leading dot begins none.
  public static func withoutExtension(_ path: String) -> String {
    let name = name(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return path }
    return String(path.dropLast(name[dot...].count))
  }

  /// A path inside a folder.
  public static func joined(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The folder that holds what an absolute path names: `/usr` of `/usr/bin`, `/` of `/`.
  public static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The path from the root on; the path itself where the current folder is unknown.
  static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return joined(String(cString: folder), path)
  }

  /// The path without any links, from the root on; `nil` where there is nothing.
  static func resolved(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  /// Whether a link is at a path.
  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Whether a path names a folder, or a link to one.
  public static func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

  /// Whether a path names a file with bytes of its own, and no pipe or device, which might never answer.
  static func isFile(_ path: String) -> Bool { kind(of: path) == S_IFREG }

  /// Whether a pipe, a socket or a device is at a path; a link is none, whatever it leads to.
  static func isStream(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return false }
    return ![S_IFDIR, S_IFLNK, S_IFREG].contains(status.st_mode & S_IFMT)
  }

  /// The kind of what a path names, behind all links, as `stat` has it; `nil` where there is nothing.
  private static func kind(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  /// - Throws: `CommandError.missing` or `.notAFolder` where a path names no folder.
  static func requireFolder(_ path: String) throws(CommandError) {
    guard let kind = kind(of: path) else { throw .missing(path: path) }
    guard kind == S_IFDIR else { throw .notAFolder(path: path) }
  }

  /// Whether there is something at a path that the program may read.
  static func isReadable(_ path: String) -> Bool { access(path, R_OK) == 0 }
}

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

  /// The names of what is in a folder and not hidden, in their order.
  ///
  /// - Throws: `CommandError.unreadable`.
  static func visibleNames(in folder: String) throws(CommandError) -> [String] {
    try names(in: folder).filter { !$0.hasPrefix(".") }.sorted()
  }

  private static func name(of entry: inout dirent) -> String {
    withUnsafeBytes(of: &entry.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
