#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file that is written beside the place where it belongs, and gets its name when it is whole.
///
/// Where the system can, it has no name until then, so that not even a program that is killed leaves anything.
final class UnfinishedFile {
  /// The open file.
  private(set) var descriptor: Int32
  private let path: String
  /// The name that it has for the time being; `nil` while it has none.
  private var temporary: String?

  /// Begins a file for a place.
  ///
  /// - Parameters:
  ///   - path: The place.
  ///   - mode: Who may do what with it; `nil` for what the system gives to new files.
  ///   - hasName: Whether it has a name from the start; it has where it can't do without.
  /// - Throws: `CommandError.cannotCreate`.
  init(for path: String, mode: mode_t? = nil, hasName: Bool = false) throws(CommandError) {
    self.path = path
    descriptor = hasName ? -1 : Self.openNameless(inFolder: FilePath.parent(of: path))
    if descriptor < 0 {
      let file = try Self.unused(for: path) { open($0, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
      descriptor = file.result
      temporary = file.name
    }
    if let mode { fchmod(descriptor, mode) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if let temporary { unlink(temporary) }
  }

  /// A file that never gets a name.
  ///
  /// - Throws: `CommandError.cannotCreate` where the folder for such files takes none.
  static func nameless() throws(CommandError) -> UnfinishedFile {
    let folder = Machine.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    let file = try UnfinishedFile(for: FilePath.joined(folder, "cnnview"))
    if let temporary = file.temporary { unlink(temporary) }
    file.temporary = nil
    return file
  }

  /// Adds bytes.
  ///
  /// - Throws: `CommandError.cannotCreate`.
  func write(_ bytes: [UInt8]) throws(CommandError) {
    if let code = OutputFile.writeAll(bytes, to: descriptor) { throw .cannotCreate(path: path, code: code) }
  }

  /// Puts the file in its place, where another one may be.
  ///
  /// - Throws: `CommandError.cannotCreate`; what was there before is there still.
  func replace() throws(CommandError) {
    let name = try named()
    try finish()
    guard rename(name, path) == 0 else { throw .cannotCreate(path: path, code: errno) }
    temporary = nil
  }

  /// Puts the file in its place, where none is.
  ///
  /// - Throws: `CommandError.cannotCreate`, with `EEXIST` where there is one.
  func appear() throws(CommandError) {
    let name = try named()
    try finish()
    guard link(name, path) != 0 else { return }
    guard errno != EEXIST else { throw .cannotCreate(path: path, code: EEXIST) }
    // Some file systems know no second name of a file.
    let place = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard place >= 0 else { throw .cannotCreate(path: path, code: errno) }
    close(place)
    guard rename(name, path) == 0 else {
      let code = errno
      unlink(path)
      throw .cannotCreate(path: path, code: code)
    }
    temporary = nil
  }

  /// Closes the file, which is when some systems notice that a disk is full.
  private func finish() throws(CommandError) {
    let code = close(descriptor) == 0 ? nil : errno
    descriptor = -1
    if let code { throw .cannotCreate(path: path, code: code) }
  }

  /// The name that the file has for the time being, and gets where it has none.
  private func named() throws(CommandError) -> String {
    if let temporary { return temporary }
    let source = "/proc/self/fd/\(descriptor)"
    let name = try Self.unused(for: path) { name in
      linkat(AT_FDCWD, source, AT_FDCWD, name, AT_SYMLINK_FOLLOW)
    }.name
    temporary = name
    return name
  }

  #if os(Linux)
    /// The flag of `open` for a file without a name, which Swift doesn't see.
    private static let namelessFlag = 0o20000000 | O_DIRECTORY

    private static func openNameless(inFolder folder: String) -> Int32 {
      guard access("/proc/self/fd", X_OK) == 0 else { return -1 }
      return open(folder, O_RDWR | O_CLOEXEC | namelessFlag, 0o666)
    }
  #else
    private static func openNameless(inFolder folder: String) -> Int32 { -1 }
  #endif

  /// Makes something for a path under a hidden name that nothing in a folder has, which is that of the path by itself.
  ///
  /// - Throws: `CommandError.cannotCreate` for the path.
  static func unused(
    inFolder folder: String? = nil, for path: String, _ make: (String) -> Int32
  ) throws(CommandError) -> (result: Int32, name: String) {
    let folder = folder ?? FilePath.parent(of: path)
    var code = EEXIST
    for number in 0..<1_000 where code == EEXIST {
      let name = FilePath.joined(folder, ".cnnview-\(getpid())-\(number)")
      let result = make(name)
      if result >= 0 { return (result, name) }
      code = errno
    }
    throw .cannotCreate(path: path, code: code)
  }
}

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
