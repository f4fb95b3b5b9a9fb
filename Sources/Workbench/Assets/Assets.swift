/// The folder of the bundled network and pictures.
public struct Assets: Equatable, Sendable {
  /// The path of the folder that has `models` and `images`.
  public let folder: String

  /// Names a folder of assets.
  public init(folder: String) {
    self.folder = folder
  }

  /// The bundled network.
  public var model: String { FilePath.joined(folder, "models/cifar10.keras") }
  /// The folder of the bundled pictures.
  public var imageFolder: String { FilePath.joined(folder, "images") }
  /// The folder of the bundled pictures in which something is out of place.
  public var puzzleFolder: String { FilePath.joined(imageFolder, "puzzles") }

  /// Finds the assets of the running program.
  ///
  /// - Throws: `CommandError.assetsVariable` or `.noAssets`.
  public static func find() throws(CommandError) -> Assets {
    try find(environment: Machine.environment, executable: Machine.program)
  }

  /// Finds the assets of a program.
  ///
  /// They are `$CNNVIEW_ASSETS` where that is set, else `share/cnnview` beside the executable's `bin`, else
  /// `assets` in the nearest folder above the executable that has `assets/models`.
  ///
  /// The path of the executable is absolute and without symbolic links, or `nil` where it is unknown.
  ///
  /// - Throws: `CommandError.assetsVariable` or `.noAssets`.
  public static func find(
    environment: [String: String], executable: String?
  ) throws(CommandError) -> Assets {
    if let folder = environment["CNNVIEW_ASSETS"], !folder.isEmpty {
      guard FilePath.isFolder(folder) else { throw .assetsVariable(path: folder) }
      return Assets(folder: folder)
    }
    let candidates = executable.map(candidates(executable:)) ?? []
    guard let folder = candidates.first(where: { FilePath.isFolder(FilePath.joined($0, "models")) }) else {
      throw .noAssets(executable: executable)
    }
    return Assets(folder: folder)
  }

  /// The places where the assets of an executable can be, nearest first.
  private static func candidates(executable: String) -> [String] {
    var folder = FilePath.parent(of: executable)
    var places = [FilePath.joined(FilePath.parent(of: folder), "share/cnnview")]
    while true {
      places.append(FilePath.joined(folder, "assets"))
      guard folder != "/", folder != "." else { return places }
      folder = FilePath.parent(of: folder)
    }
  }
}
