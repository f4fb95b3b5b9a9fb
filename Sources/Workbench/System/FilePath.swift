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

  /// Whether a path names a folder, or a link to one.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether there is something at a path, behind all links.
  static func isTaken(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// Whether there is something at a path that the program may read.
  static func isReadable(_ path: String) -> Bool { access(path, R_OK) == 0 }
}
