#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The files that a command reads, which nothing that it writes may replace.
public struct InputFiles: Equatable, Sendable {
  /// A file, whatever it is called.
  private struct Identity: Hashable {
    let device: UInt64
    let number: UInt64

    init(_ status: stat) {
      device = UInt64(truncatingIfNeeded: status.st_dev)
      number = UInt64(truncatingIfNeeded: status.st_ino)
    }
  }

  private var identities: Set<Identity> = []

  /// The files at some paths, where there are any; links among them count with what they lead to, and `-` is what
  /// standard input comes from.
  public init(_ paths: [String] = []) {
    for path in paths { identities.formUnion(Self.identities(of: path)) }
  }

  /// What a command reads of pictures, a model, names of classes and other files; those that are not given are the usual
  /// ones.
  public init(images: [String], model: String?, labels: String?, others: [String] = []) {
    let model = model ?? (try? Assets.find().model)
    let named = labels.map { [$0] } ?? model.map(Labels.places(besideModel:)) ?? []
    self.init(PictureInput.openingFolders(images) + [model].compactMap(\.self) + named + others)
  }

  /// - Throws: `CommandError.outputIsInput` where a path names one of the files.
  public func spare(_ path: String) throws(CommandError) {
    guard path == "/dev/null" || identities.isDisjoint(with: Self.identities(of: path)) else {
      throw .outputIsInput(path: path)
    }
  }

  private static func identities(of path: String) -> Set<Identity> {
    var (link, file) = (stat(), stat())
    var found: Set<Identity> = []
    if path == PictureInput.standardInput, fstat(STDIN_FILENO, &file) == 0 { found.insert(Identity(file)) }
    if lstat(path, &link) == 0 { found.insert(Identity(link)) }
    if stat(path, &file) == 0 { found.insert(Identity(file)) }
    return found
  }
}
