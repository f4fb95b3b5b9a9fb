/// The bundled pictures as text: a line each, name and file.
public struct SampleList {
  private let pictures: [SamplePicture]

  /// Lists pictures.
  public init(_ pictures: [SamplePicture]) {
    self.pictures = pictures
  }

  /// The lines, under a line of headings.
  public var text: String {
    var table = TextTable(["name", "file"], rightAligned: [])
    for picture in pictures { table.append([picture.name, picture.path]) }
    return table.lines.joined(separator: "\n")
  }
}
