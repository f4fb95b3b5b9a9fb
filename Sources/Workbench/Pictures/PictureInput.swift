internal import ImageFormats

/// Where pictures come from: files, standard input, folders.
public enum PictureInput {
  /// What stands for standard input among the paths; a file of this name is `./-`.
  public static let standardInput = "-"

  /// A picture that was asked for.
  public struct Found: Equatable, Sendable {
    /// The path of its file.
    public let path: String
    /// What it is called: its file's name, where that is not enough with the folder it is in.
    public let name: String
  }

  /// The pictures of some paths; a folder stands for those in it and in its folders, and stays where there are none.
  ///
  /// A folder that can't be read stays too, and so does one in which there is no picture of a kind that is read. A
  /// picture is a file that is not hidden and has a name or a beginning of one. Those of a folder come by name, then
  /// those of its folders, called by these too: `dog/0001.jpg`. So are pictures of one name.
  public static func found(_ paths: [String]) -> [Found] {
    let found = paths.flatMap { path in
      let pictures = FilePath.isFolder(path) ? (try? picturesAndFolders(in: path)) ?? [] : []
      let isAnyRead = pictures.contains { isReadPicture($0.path) }
      return isAnyRead ? pictures : [Found(path: path, name: name(of: path))]
    }
    let counts = Dictionary(grouping: found, by: \.name).mapValues { Set($0.map(\.path)).count }
    return found.map { picture in
      guard counts[picture.name, default: 1] > 1, picture.path != standardInput else { return picture }
      return Found(path: picture.path, name: nameInFolder(picture.path))
    }
  }

  /// The paths of the pictures of some paths; see `found`.
  public static func openingFolders(_ paths: [String]) -> [String] { found(paths).map(\.path) }

  /// The pictures of a folder, then those of the folders in it, of which one that can't be read stays.
  private static func picturesAndFolders(in folder: String) throws(CommandError) -> [Found] {
    let own = try pictures(inFolder: folder).map { Found(path: $0, name: FilePath.name(of: $0)) }
    return try own
      + folders(in: folder).flatMap { inner in
        let path = FilePath.joined(folder, inner)
        guard let pictures = try? pictures(inFolder: path) else { return [Found(path: path, name: inner)] }
        return pictures.map { Found(path: $0, name: nameInFolder($0)) }
      }
  }

  /// Why a folder that stands among the pictures has none.
  static func error(ofFolder folder: String) -> CommandError {
    do {
      let inner = try folders(in: folder).map { FilePath.joined(folder, $0) }
      let files = ([folder] + inner).flatMap { (try? unreadPictures(inFolder: $0)) ?? [] }
      guard let first = files.first else { return .emptyFolder(path: folder) }
      return .unreadFolder(path: folder, count: files.count, example: first.path, first.kind)
    } catch {
      return error
    }
  }

  /// A file's name behind that of its folder: `dog/0001.jpg`.
  private static func nameInFolder(_ path: String) -> String {
    let folder = FilePath.name(of: FilePath.parent(of: path))
    return folder.isEmpty ? FilePath.name(of: path) : folder + "/" + FilePath.name(of: path)
  }

  /// The names of the folders in a folder that are not hidden, in their order.
  ///
  /// - Throws: `CommandError.unreadable`.
  static func folders(in folder: String) throws(CommandError) -> [String] {
    try Folder.visibleNames(in: folder).filter { FilePath.isFolder(FilePath.joined(folder, $0)) }
  }

  /// What a picture is called on screens and in reports.
  public static func name(of path: String) -> String {
    path == standardInput ? "standard input" : FilePath.name(of: path)
  }

  /// The most bytes of a picture's file: 512 MiB, more than the largest picture takes with 16 bits a sample.
  public static let limit = 1 << 29

  /// The bytes of a picture file, a pipe or standard input; of what doesn't begin like a picture only the first.
  ///
  /// - Throws: What `InputFile.bytes` throws.
  static func bytes(of path: String, until cancellation: Cancellation) throws(CommandError) -> [UInt8] {
    try InputFile.bytes(
      of: path, limit: limit, isWanted: { Picture.isRecognised(beginning: Array($0)) }, until: cancellation)
  }

  /// The pictures of a folder, by name; those of kinds that are not read among them, so that none is passed over
  /// without a word.
  ///
  /// - Throws: `CommandError.unreadable`.
  static func pictures(inFolder folder: String) throws(CommandError) -> [String] {
    try Folder.visibleNames(in: folder).map { FilePath.joined(folder, $0) }
      .filter { FilePath.isFile($0) && (hasPictureName($0) || beginsLikeAnyPicture($0)) }
  }

  /// Whether a file is a picture of a kind that is read, as far as its name or its beginning tells.
  private static func isReadPicture(_ path: String) -> Bool {
    FilePath.isFile(path)
      && (hasPictureName(path)
        || Picture.isRecognised(beginning: beginning(of: path, count: Picture.signatureSize)))
  }

  /// Whether a file begins like a picture of a kind that is read; standard input is one.
  static func beginsLikePicture(_ path: String) -> Bool {
    path == standardInput
      || Picture.isRecognised(beginning: beginning(of: path, count: Picture.signatureSize))
  }

  /// Whether a file begins like a picture made of pixels, of a kind that is read or not: no drawing and no document,
  /// which lie beside pictures for other reasons.
  private static func beginsLikeAnyPicture(_ path: String) -> Bool {
    let beginning = beginning(of: path)
    if Picture.isRecognised(beginning: Array(beginning.prefix(Picture.signatureSize))) { return true }
    guard let kind = UnreadPicture(recognising: beginning) else { return false }
    return kind.isPicture && ![.svg, .pdf].contains(kind)
  }

  /// The pictures of a folder that are of kinds which are not read, by name.
  ///
  /// - Throws: `CommandError.unreadable`.
  private static func unreadPictures(
    inFolder folder: String
  ) throws(CommandError) -> [(path: String, kind: UnreadPicture)] {
    try Folder.visibleNames(in: folder).compactMap { name in
      let path = FilePath.joined(folder, name)
      guard FilePath.isFile(path), let kind = UnreadPicture(recognising: beginning(of: path)), kind.isPicture
      else {
        return nil
      }
      return (path, kind)
    }
  }

  private static func hasPictureName(_ path: String) -> Bool {
    let name = path.lowercased()
    return [".jpg", ".jpeg", ".png", ".ppm", ".pgm", ".pbm", ".pnm", ".webp"].contains { name.hasSuffix($0) }
  }

  /// The first bytes of a file; none where it can't be read.
  private static func beginning(of path: String, count: Int = UnreadPicture.beginning) -> [UInt8] {
    guard let file = try? OpenInput(path: path) else { return [] }
    var beginning = [UInt8](repeating: 0, count: count)
    let found = (try? file.readNow(into: &beginning)) ?? 0
    return Array(beginning.prefix(found))
  }
}
