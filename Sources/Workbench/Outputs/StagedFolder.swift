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
  private let made: [String]

  /// Begins files of some names.
  ///
  /// - Throws: `CommandError.cannotCreate`, before anything is made where one of the places can't be written to.
  init(_ folder: String, names: [String]) throws(CommandError) {
    for name in names where FilePath.isFolder(folder) {
      _ = try OutputPlace.mode(ofFileAt: FilePath.joined(folder, name))
    }
    let missing = Self.missing(folder)
    do {
      try OutputFile.makeFolder(folder)
      staging = try UnfinishedFile.unused(inFolder: folder, for: folder) { mkdir($0, 0o700) }.name
    } catch {
      Self.removeEmpty(missing)
      throw error
    }
    (self.folder, self.names, made) = (folder, names, missing)
  }

  /// A folder and those above it that are not there, the outermost first.
  private static func missing(_ folder: String) -> [String] {
    var missing: [String] = []
    var path = folder
    while !path.isEmpty, path != ".", path != "/", !FilePath.isFolder(path) {
      missing.insert(path, at: 0)
      path = FilePath.parent(of: path)
    }
    return missing
  }

  deinit {
    for (index, name) in names.enumerated() {
      unlink(path(of: name))
      unlink(old(index))
    }
    rmdir(staging)
    Self.removeEmpty(made)
  }

  /// Where a file is to be written.
  func path(of name: String) -> String { FilePath.joined(staging, name) }

  /// The name that what stands in a file's place keeps until all are placed.
  private func old(_ index: Int) -> String { FilePath.joined(staging, ".\(index)") }

  /// Puts all files in their places, where others may be; links among them are replaced.
  ///
  /// - Throws: `CommandError.cannotCreate` where one can't be placed; then all that was there is there again.
  func place() throws(CommandError) {
    for index in names.indices {
      do throws(CommandError) {
        try place(index)
      } catch {
        for placed in names[..<index].indices where !putBack(placed) {
          unlink(FilePath.joined(folder, names[placed]))
        }
        _ = putBack(index)
        throw error
      }
    }
  }

  private func place(_ index: Int) throws(CommandError) {
    let (from, to) = (path(of: names[index]), FilePath.joined(folder, names[index]))
    if let mode = try OutputPlace.mode(ofFileAt: to) { chmod(from, mode) }
    // A second name, so that one of both files is in the place at any time; some file systems know none.
    if linkat(AT_FDCWD, to, AT_FDCWD, old(index), 0) != 0, errno != ENOENT { rename(to, old(index)) }
    guard rename(from, to) == 0 else { throw .cannotCreate(path: to, code: errno) }
  }

  /// Puts what stood in a file's place there again; false where nothing did.
  private func putBack(_ index: Int) -> Bool {
    rename(old(index), FilePath.joined(folder, names[index])) == 0
  }

  /// Removes those of some folders that hold nothing.
  private static func removeEmpty(_ folders: [String]) {
    for path in folders.reversed() { rmdir(path) }
  }
}
