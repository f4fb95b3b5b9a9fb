// Screens as files: what a view draws is compared with `Tests/<tests>/Goldens/<name>.txt`, which holds the text
// plane, a line of `═`, and the style plane with its legend.
//
// After a change of the views, record all goldens and look at what changed:
//
//     CNNVIEW_RECORD=1 Scripts/test --filter GoldenTests; git diff --stat Tests/*/Goldens
//
// Recording writes the files and fails the run, so that it can't be left on by mistake.

public import CellScreen
public import Foundation

/// A screen that is kept as a file.
public struct Golden: Sendable {
  /// The file.
  public let file: URL
  /// The name of the screen: `layer/conv2d-80x24`.
  public let name: String

  /// Names a golden of a folder of `Tests`.
  public init(_ name: String, in folder: URL) {
    self.name = name
    file = folder.appending(path: name + ".txt")
  }

  /// Whether this run writes goldens.
  public static let isRecording = ProcessInfo.processInfo.environment["CNNVIEW_RECORD"] == "1"

  /// What is wrong with a grid, in words; `nil` where it is as the file says.
  ///
  /// While goldens are recorded the file is written, and something is always wrong.
  public func problem(with grid: CellGrid, as look: Presentation = .plain) throws -> String? {
    let found = Golden.contents(of: grid, look)
    if Golden.isRecording {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(found.utf8).write(to: file)
      return "\(name) was recorded; run again without CNNVIEW_RECORD"
    }
    guard let data = try? Data(contentsOf: file) else {
      return "there is no golden \(name): record it with CNNVIEW_RECORD=1"
    }
    let expected = String(decoding: data, as: UTF8.self)
    return expected == found ? nil : "\(name): " + Golden.difference(expected: expected, found: found)
  }

  /// The names of the goldens in a folder, in order.
  public static func names(in folder: URL) -> [String] {
    let paths = try? FileManager.default.subpathsOfDirectory(atPath: folder.path)
    let names = paths?.filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }
    return required(names?.sorted() ?? [], atLeast: 1, "goldens in \(folder.path)")
  }

  /// A grid as it is kept: text, a line, styles.
  static func contents(of grid: CellGrid, _ look: Presentation = .plain) -> String {
    grid.text(look) + "═════\n" + grid.stylePlane
  }

  /// The lines that differ, with their numbers, and the column at which each begins to.
  public static func difference(expected: String, found: String, limit: Int = 12) -> String {
    let expected = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let found = found.split(separator: "\n", omittingEmptySubsequences: false)
    let differing = (0..<max(expected.count, found.count)).filter { line in
      line >= expected.count || line >= found.count || expected[line] != found[line]
    }
    var words = ["\(differing.count) of \(max(expected.count, found.count)) lines differ"]
    for line in differing.prefix(limit) {
      let before = line < expected.count ? expected[line] : "(no such line)"
      let after = line < found.count ? found[line] : "(no such line)"
      let column = zip(before, after).prefix { $0 == $1 }.count
      words.append("line \(line + 1), from column \(column)")
      words.append("  expected │\(before)")
      words.append("  found    │\(after)")
    }
    if differing.count > limit { words.append("and \(differing.count - limit) lines more") }
    return words.joined(separator: "\n")
  }
}
