/// A picture that comes with the program.
public struct SamplePicture: Equatable, Sendable {
  /// The path of the file.
  public let path: String

  /// What a person types to open it: the file's name without its extension.
  public var name: String { FilePath.stem(of: path) }
}

extension Assets {
  /// The bundled pictures in the order of their names, and behind them the puzzles, where there are any.
  ///
  /// - Throws: `CommandError.missing` or `.unreadable` where their folder can't be listed.
  public func samplePictures() throws(CommandError) -> [SamplePicture] {
    guard FilePath.isFolder(imageFolder) else { throw .missing(path: imageFolder) }
    let pictures = try Self.pictures(in: imageFolder)
    guard FilePath.isFolder(puzzleFolder) else { return pictures }
    return try pictures + Self.pictures(in: puzzleFolder)
  }

  private static func pictures(in folder: String) throws(CommandError) -> [SamplePicture] {
    try Folder.visibleNames(in: folder).filter(isPicture)
      .map { SamplePicture(path: FilePath.joined(folder, $0)) }
  }

  /// The bundled pictures as text: under headings a line each, name and file.
  ///
  /// - Throws: What `samplePictures` throws.
  public func sampleList() throws(CommandError) -> String {
    let rows = try samplePictures().map { [$0.name, $0.path] }
    return textTable(["name", "file"], rows, rightAligned: []).joined(separator: "\n")
  }

  /// The bundled picture of a name.
  ///
  /// - Throws: `CommandError.unknownSample`, and what `samplePictures` throws.
  public func samplePicture(named name: String) throws(CommandError) -> SamplePicture {
    let pictures = try samplePictures()
    guard let picture = pictures.first(where: { $0.name == name }) else {
      throw .unknownSample(name: name, known: pictures.map(\.name))
    }
    return picture
  }

  /// Whether a file's name says that it is a picture.
  private static func isPicture(_ name: String) -> Bool {
    [".ppm", ".pgm", ".pbm", ".pnm"].contains { name.hasSuffix($0) }
  }
}
