private import Foundation
internal import ImageFormats

/// Where pictures come from: files, standard input, folders.
public enum PictureInput {
  /// What stands for standard input among the paths; a file of this name is `./-`.
  public static let standardInput = "-"

  /// The paths with each folder replaced by the pictures in it, by name; a folder without any stays.
  ///
  /// A picture is a file that is not hidden and has a name or a beginning of one. Folders in folders are passed
  /// over.
  public static func openingFolders(_ paths: [String]) -> [String] {
    paths.flatMap { path in
      let pictures = FilePath.isFolder(path) ? pictures(inFolder: path) : []
      return pictures.isEmpty ? [path] : pictures
    }
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
    return [".jpg", ".jpeg", ".png", ".ppm", ".pgm", ".pbm", ".pnm"].contains { name.hasSuffix($0) }
  }

  private static func beginsLikePicture(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    return Picture.isRecognised(beginning: [UInt8]((try? file.read(upToCount: 8)) ?? Data()))
  }
}
