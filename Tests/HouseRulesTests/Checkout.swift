import Foundation
import TestSupport

/// The Swift files of the checkout.
enum Checkout {
  /// A file with its path below a folder such as `Sources`.
  struct File: CustomStringConvertible {
    let path: String
    let text: String

    var description: String { path }
    /// The first folder of the path: the module.
    var module: String { String(path.prefix { $0 != "/" }) }
  }

  /// All Swift files below a folder, in order.
  static func files(in folder: String) throws -> [File] {
    let root = Repository.root.appending(path: folder)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter {
      $0.hasSuffix(".swift")
    }
    return try paths.sorted().map { path in
      File(path: path, text: try String(contentsOf: root.appending(path: path), encoding: .utf8))
    }
  }

  /// The folders of `Sources`.
  static func modules() throws -> [String] {
    let root = Repository.root.appending(path: "Sources")
    return try FileManager.default.contentsOfDirectory(atPath: root.path).filter { !$0.hasPrefix(".") }
      .sorted()
  }

  /// A file's text; `nil` where it doesn't exist.
  static func text(_ path: String) -> String? {
    try? String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
  }

  /// Whether a file exists.
  static func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: Repository.root.appending(path: path).path)
  }
}
