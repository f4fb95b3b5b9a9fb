public import Foundation

/// The files that are measured.
public enum Checkout {
  /// The folder of cnnview's own `Package.swift`.
  public static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A sample picture of the size of the bundled network's input.
  public static let picture = root.appending(path: "assets/images/ship.ppm").path
  /// The program as `Scripts/build` makes it.
  public static let program = root.appending(path: ".build/release/cnnview").path
}
