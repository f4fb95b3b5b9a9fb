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
}
