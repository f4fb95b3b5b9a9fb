import Explorer
import Foundation
import TestSupport
import Testing

/// The README's table of keys is made from the key map.
///
/// To write it anew: `CNNVIEW_RECORD=1 Scripts/test --filter ReadmeKeysTests`.
@Suite("the README's table of keys")
struct ReadmeKeysTests {
  private static let file = Repository.root.appending(path: "README.md")
  private static let head = ["| key | does | key | does |", "|---|---|---|---|"]
  private static let isRecording = ProcessInfo.processInfo.environment["CNNVIEW_RECORD"] == "1"

  /// The bindings of the help in two columns, the second beside the first.
  private var rows: [String] {
    let cells = keyMap.bindings.filter { !$0.help.isEmpty }.map { "| `\($0.label)` | \($0.help) |" }
    let height = (cells.count + 1) / 2
    return (0..<height).map { row in
      cells[row] + (row + height < cells.count ? String(cells[row + height].dropFirst()) : " | |")
    }
  }

  @Test("has a cell for every binding of the help, in the help's words and order")
  func keys() throws {
    let lines = try String(contentsOf: Self.file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = try #require(lines.firstRange(of: Self.head)).upperBound
    let end = lines[start...].firstIndex { !$0.hasPrefix("|") } ?? lines.endIndex
    if Self.isRecording {
      let text = (lines[..<start] + rows + lines[end...]).joined(separator: "\n")
      try Data(text.utf8).write(to: Self.file, options: .atomic)
      Issue.record("the table was written; run again without CNNVIEW_RECORD")
    } else {
      #expect(Array(lines[start..<end]) == rows, "write it with CNNVIEW_RECORD=1")
    }
  }
}
