import CellScreen
import Foundation
import TestSupport
import Testing

struct GoldenDifferenceTests {
  @Test("a failure names the lines that differ, and where they begin to")
  func difference() {
    let words = Golden.difference(expected: "one\ntwo\nthree\n", found: "one\ntwice\nthree\nfour\n")
    #expect(
      words == """
        3 of 5 lines differ
        line 2, from column 2
          expected │two
          found    │twice
        line 4, from column 0
          expected │
          found    │four
        line 5, from column 0
          expected │(no such line)
          found    │
        """)
  }

  @Test("of many lines that differ the first are shown and the others counted")
  func limit() {
    let words = Golden.difference(expected: "a\nb\nc", found: "d\ne\nf", limit: 1)
    #expect(words.hasSuffix("found    │d\nand 2 lines more"))
  }

  @Test(
    "a screen without a golden is a failure that says how to record one", .disabled(if: Golden.isRecording))
  func missing() throws {
    let golden = Golden("nowhere/nothing", in: URL(filePath: "/nowhere"))
    #expect(
      try golden.problem(with: CellGrid(height: 1, width: 1))
        == "there is no golden nowhere/nothing: record it with CNNVIEW_RECORD=1")
  }
}
