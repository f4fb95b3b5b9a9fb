private import Foundation
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
  /// A picture is a file that is not hidden and has a name or a beginning of one. Those of a folder come by name, then
  /// those of its folders, called by these too: `dog/0001.jpg`. So are pictures of one name.
  public static func found(_ paths: [String]) -> [Found] {
    let found = paths.flatMap { path in
      let pictures = FilePath.isFolder(path) ? picturesAndFolders(in: path) : []
      return pictures.isEmpty ? [Found(path: path, name: name(of: path))] : pictures
    }
    let counts = Dictionary(grouping: found, by: \.name).mapValues { Set($0.map(\.path)).count }
    return found.map { picture in
      guard counts[picture.name, default: 1] > 1, picture.path != standardInput else { return picture }
      return Found(path: picture.path, name: nameInFolder(picture.path))
    }
  }

  /// The paths of the pictures of some paths; see `found`.
  public static func openingFolders(_ paths: [String]) -> [String] { found(paths).map(\.path) }

  /// The pictures of a folder, then those of the folders in it.
  private static func picturesAndFolders(in folder: String) -> [Found] {
    let own = pictures(inFolder: folder).map { Found(path: $0, name: FilePath.name(of: $0)) }
    return own
      + folders(in: folder).flatMap { inner in
        pictures(inFolder: FilePath.joined(folder, inner)).map { Found(path: $0, name: nameInFolder($0)) }
      }
  }

  /// A file's name behind that of its folder: `dog/0001.jpg`.
  private static func nameInFolder(_ path: String) -> String {
    let folder = FilePath.name(of: FilePath.parent(of: path))
    return folder.isEmpty ? FilePath.name(of: path) : folder + "/" + FilePath.name(of: path)
  }

  /// The names of the folders in a folder that are not hidden, in their order.
  static func folders(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { !$0.hasPrefix(".") && FilePath.isFolder(FilePath.joined(folder, $0)) }.sorted()
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

  /// The pictures of a folder, by name.
  static func pictures(inFolder folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
      .map { FilePath.joined(folder, $0) }
      .filter { isFile($0) && (hasPictureName($0) || beginsLikePicture($0)) }
  }

  /// Whether a path names a file with bytes of its own, and no pipe or device, which might never answer.
  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private static func hasPictureName(_ path: String) -> Bool {
    let name = path.lowercased()
    return [".jpg", ".jpeg", ".png", ".ppm", ".pgm", ".pbm", ".pnm", ".webp"].contains { name.hasSuffix($0) }
  }

  private static func beginsLikePicture(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    return Picture.isRecognised(
      beginning: [UInt8]((try? file.read(upToCount: Picture.signatureSize)) ?? Data()))
  }
}
