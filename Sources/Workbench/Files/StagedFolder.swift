#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A folder into which several files are put together, when all of them are whole.
///
/// Until then they are in a hidden folder inside of it. Where they are given up nothing is left: neither they nor
/// folders that were made for them.
final class StagedFolder {
  private let folder: String
  private let staging: String
  private let names: [String]
  /// The folders that were made for it, the outermost first.
  private var made: [String] = []

  /// Begins files of some names.
  ///
  /// - Throws: `CommandError.cannotCreate`, before anything is made where one of the places can't be written to.
  init(_ folder: String, names: [String]) throws(CommandError) {
    self.folder = folder
    self.names = names
    staging = FilePath.joined(folder, ".cnnview-\(getpid())")
    for name in names where FilePath.isFolder(folder) { _ = try Self.mode(of: FilePath.joined(folder, name)) }
    var missing: [String] = []
    var path = folder
    while !path.isEmpty, path != ".", path != "/", !FilePath.isFolder(path) {
      missing.insert(path, at: 0)
      path = FilePath.parent(of: path)
    }
    try OutputFile.makeFolder(folder)
    made = missing
    guard mkdir(staging, 0o700) == 0 else {
      let code = errno
      removeMade()
      throw .cannotCreate(path: folder, code: code)
    }
  }

  deinit {
    for name in names { unlink(FilePath.joined(staging, name)) }
    rmdir(staging)
    removeMade()
  }

  /// Where a file is to be written.
  func path(of name: String) -> String { FilePath.joined(staging, name) }

  /// Puts all files in their places, where others may be; links among them are replaced.
  ///
  /// - Throws: `CommandError.cannotCreate`.
  func place() throws(CommandError) {
    for name in names {
      let (from, to) = (path(of: name), FilePath.joined(folder, name))
      if let mode = try Self.mode(of: to) { chmod(from, mode) }
      guard rename(from, to) == 0 else { throw .cannotCreate(path: to, code: errno) }
    }
  }

  /// The mode of a file that is to be replaced; `nil` where there is none.
  private static func mode(of path: String) throws(CommandError) -> mode_t? {
    if case .file(let mode) = try OutputPlace(path) { mode } else { nil }
  }

  /// Removes those of the folders that hold nothing.
  private func removeMade() {
    for path in made.reversed() { rmdir(path) }
  }
}
