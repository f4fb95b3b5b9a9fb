public import Foundation

/// Where the files of the checkout are.
public enum Repository {
  /// The folder that has `Package.swift`.
  public static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  /// The folder of fixtures.
  public static let fixtures = root.appending(path: "Tests/Fixtures")
  /// The folder of models and sample pictures.
  public static let assets = root.appending(path: "assets")

  /// The names of the fixtures' folders of networks that have a file of their own, in order.
  public static func networkNames() -> [String] { networks }

  private static let networks: [String] = {
    let folder = fixtures.appending(path: "networks")
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    let own = names?.filter { FileManager.default.fileExists(atPath: networkFile($0).path) }
    return required(own?.sorted() ?? [], atLeast: 50, "networks in \(folder.path)")
  }()

  /// The model file of a network of the fixtures.
  public static func networkFile(_ name: String) -> URL {
    fixtures.appending(path: "networks/\(name)/network.keras")
  }

  /// The bundled network.
  public static let referenceFile = assets.appending(path: "models/cifar10.keras")

  /// The bytes of a file.
  public static func bytes(_ url: URL) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: url))
  }
}
