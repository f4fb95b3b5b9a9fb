public import Explorer

/// A lesson of a file, with what its head pins, as files that can be opened from here.
public struct OpenedLesson: Sendable {
  /// The lesson as a person has named it.
  public let name: String
  /// The path of its file.
  public let path: String
  /// Whether it comes with the program.
  public let isBundled: Bool
  /// The lesson, where each file that a stop reads has a path from here.
  public let lesson: Lesson
  /// The picture that it is about; `nil` where any will do.
  public let pinnedPicture: String?
  /// The network that it is about; `nil` where any will do.
  public let pinnedModel: String?
  /// The class names of that network, where the head names a file of them.
  public let pinnedLabels: String?

  /// Reads a lesson: one that comes with the program by its name, else a file.
  ///
  /// - Throws: `CommandError.unknownLesson`, `.lesson`, or what reading a file throws.
  public init(named name: String) throws(CommandError) {
    let bundled = try Self.bundled()
    self.name = name
    if let path = bundled.first(where: { FilePath.stem(of: $0) == name }) {
      (self.path, isBundled) = (path, true)
    } else if name.contains("/") || name.contains(".") {
      (self.path, isBundled) = (name, false)
    } else {
      throw .unknownLesson(name: name, known: bundled.map(FilePath.stem(of:)))
    }
    let folder = FilePath.parent(of: path)
    func place(_ file: String) -> String { Self.path(of: file, inFolder: folder) }
    let lesson = try Self.lesson(ofFileAt: path)
    self.lesson = lesson.withFiles(place)
    pinnedPicture = lesson.pins.picture.map(place)
    if let model = lesson.pins.model {
      pinnedModel = model == Lesson.bundledModel ? try Assets.find().model : place(model)
    } else {
      pinnedModel = nil
    }
    pinnedLabels = lesson.pins.labels.map(place)
  }

  /// The paths of the lessons that come with the program, in the order of their names.
  ///
  /// - Throws: `CommandError` where the assets are not found.
  public static func bundled() throws(CommandError) -> [String] {
    let folder = try Assets.find().lessonFolder
    guard FilePath.isFolder(folder) else { return [] }
    return try Folder.visibleNames(in: folder).filter { $0.hasSuffix(".md") && $0 != "README.md" }.sorted()
      .map { FilePath.joined(folder, $0) }
  }

  /// Reads the lesson of a file.
  ///
  /// - Throws: `CommandError.lesson` where it is none, or what reading a file throws.
  static func lesson(ofFileAt path: String) throws(CommandError) -> Lesson {
    let bytes = try InputFile.bytes(of: path, limit: 1 << 22)
    do {
      return try Lesson(parsing: bytes)
    } catch {
      throw .lesson(path: path, error)
    }
  }

  /// A path that a file in a folder names, from here.
  static func path(of file: String, inFolder folder: String) -> String {
    file.hasPrefix("/") || folder == "." ? file : FilePath.joined(folder, file)
  }

  /// The pictures to open it on: the one that it is about, else the one that is given, else a bundled one.
  ///
  /// - Throws: `CommandError.pinned` where one is given though it is about another.
  public func images(given image: String?) throws(CommandError) -> [String] {
    if let pinnedPicture {
      guard image == nil else { throw .pinned(path: path, "picture", pinnedPicture) }
      return [pinnedPicture]
    }
    if let image { return [image] }
    let assets = try Assets.find()
    return [FilePath.joined(assets.imageFolder, Self.usualPicture)]
  }

  /// The model to open it with: the one that it is about, else the one that is given.
  ///
  /// - Throws: `CommandError.pinned` where one is given though it is about another.
  public func model(given model: String?) throws(CommandError) -> String? {
    guard let pinnedModel else { return model }
    guard model == nil else { throw .pinned(path: path, "model", pinnedModel) }
    return pinnedModel
  }

  /// The file of the lesson, and those that its stops read.
  public var files: [String] {
    [path] + lesson.stops.flatMap(\.actions).compactMap(\.value.file)
  }

  /// The picture that is opened where none is named.
  private static let usualPicture = "ship.ppm"
}

extension Lesson {
  /// What a head calls the network that comes with the program.
  static let bundledModel = "bundled"

  /// Whether it is about one network.
  var pinsModel: Bool { pins.model != nil }
  /// Whether it is about one picture in one network, so that its numbers can be written as they are.
  var pinsNumbers: Bool { pins.model != nil && pins.picture != nil }
}

extension Assets {
  /// The folder of the bundled lessons.
  public var lessonFolder: String { FilePath.joined(folder, "lessons") }
}
