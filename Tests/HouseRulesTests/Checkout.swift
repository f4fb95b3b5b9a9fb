import Foundation
import TestSupport

/// The Swift files of the checkout.
enum Checkout {
  /// A file with its path below a folder such as `Sources`.
  struct File: CustomStringConvertible, Sendable {
    let path: String
    let source: SourceText

    var description: String { path }
    var text: String { source.text }
    /// The name of the file without its ending.
    var stem: String { URL(filePath: path).deletingPathExtension().lastPathComponent }
    /// The first folder of the path: the module.
    var module: String { String(path.prefix { $0 != "/" }) }
  }

  /// There is no Swift file where there have to be many: a rule that looked at none would hold.
  struct NothingFound: Error {
    let folder: String
  }

  private static let sources = Result { try read("Sources") }
  private static let tests = Result { try read("Tests") }

  /// All Swift files below `Sources` or `Tests`, in order; each is read once.
  static func files(in folder: String) throws -> [File] {
    switch folder {
    case "Sources": try sources.get()
    case "Tests": try tests.get()
    default: throw NothingFound(folder: folder)
    }
  }

  /// What a generator writes is as that one has it.
  private static func read(_ folder: String) throws -> [File] {
    let root = Repository.root.appending(path: folder)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter {
      $0.hasSuffix(".swift") && !$0.contains("/Generated/")
    }
    guard !paths.isEmpty else { throw NothingFound(folder: folder) }
    return try paths.sorted().map { path in
      let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      return File(path: path, source: SourceText(text))
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
