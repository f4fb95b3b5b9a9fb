/// Pictures whose classes are known: `FOLDER/<class>/<image>`.
public struct LabelledPictures: Equatable, Sendable {
  /// How the folders were matched to the network's classes.
  public enum Matching: String, Sendable {
    /// A folder has the name of its class.
    case names
    /// A folder's name is the index of its class.
    case indices
    /// The folders in the order of their names are the classes in theirs.
    case order
  }

  /// A picture and its class.
  public struct Item: Equatable, Sendable {
    /// The path of the file.
    public let path: String
    /// The index of the class.
    public let label: Int
  }

  /// The pictures by class folder, then by name.
  public let items: [Item]
  /// How their classes were found.
  public let matching: Matching

  /// Lists the pictures of a folder for a network's classes.
  ///
  /// - Throws: `CommandError` where there is no such folder, it or one in it can't be read, it has no folders, they are not the classes, or they
  ///   hold no pictures.
  public init(folder: String, classes: [String]) throws(CommandError) {
    try FilePath.requireFolder(folder)
    let names = try PictureInput.folders(in: folder)
    guard !names.isEmpty else { throw .noClassFolders(path: folder) }
    let labels: [Int]
    (matching, labels) = try Self.match(names, to: classes, folder: folder)
    var items: [Item] = []
    for (name, label) in zip(names, labels) {
      let paths = try PictureInput.pictures(inFolder: FilePath.joined(folder, name))
      items += paths.map { Item(path: $0, label: label) }
    }
    self.items = items
    guard !items.isEmpty else { throw .noClassFolders(path: folder) }
  }

  /// The class of each folder: the one of its name, else of its index, else by order where there are as many.
  private static func match(
    _ names: [String], to classes: [String], folder: String
  ) throws(CommandError) -> (Matching, [Int]) {
    let byName = try names.map { name throws(CommandError) in try classes.index(ofClass: name) }
    if !byName.contains(nil) {
      let areIndices = classes == classes.indices.map(String.init)
      return (areIndices ? .indices : .names, byName.compactMap(\.self))
    }
    guard byName.allSatisfy({ $0 == nil }), names.count == classes.count else {
      let unknown = zip(names, byName).filter { $0.1 == nil }.map(\.0)
      throw .classFolders(path: folder, unknown: unknown, known: classes)
    }
    return (.order, Array(classes.indices))
  }
}
