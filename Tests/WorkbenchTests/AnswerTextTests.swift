import Testing

@testable import Workbench

/// Answers as people type them.
@Suite("typed answers")
struct AnswerTextTests {
  private func isRight(_ answer: String, _ value: String, beside other: String = "17") -> Bool {
    AnswerText.mark(answer, for: QuizKey.Question(number: 1, choices: [other, value], right: 1)) == .right
  }

  @Test("numbers with the words of their axes go by the words, not by their order")
  func axes() {
    let (place, other) = ("row 0, column 2, map 63", "row 2, column 0, map 63")
    for answer in [
      "column 2, row 0, map 63", "map 63, column 2, row 0", "Row 0 Col 2 channel 63", "0, 2, 63",
      "row 0, column 2, 63", "0 row 2 column 63 map",
    ] {
      #expect(isRight(answer, place, beside: other), "\(answer)")
    }
    for answer in [
      "column 0, row 2, map 63", "row 0, row 2, map 63", "row 0, column 2", "map 0, column 2, row 63", "row",
      "row column 0, 2, 63", "row 0, column 2, map 63, map", "0, 2, 63, 1",
    ] {
      #expect(!isRight(answer, place, beside: other), "\(answer)")
    }
    #expect(isRight("32 maps of 30 rows and 28 columns", "(30, 28, 32)"))
    #expect(isRight("32 maps of 30x28", "(30, 28, 32)") && !isRight("32 rows of 30x28", "(30, 28, 32)"))
  }

  @Test("only what a key says is read as a number with commas between thousands")
  func groupedExtents() {
    for answer in ["112,112,128", "112 112 128", "(112, 112, 128)", "112x112x128"] {
      #expect(isRight(answer, "(112, 112, 128)"), "\(answer)")
    }
    #expect(!isRight("112112128", "(112, 112, 128)"))
  }

  @Test("what can be read as a whole number is that number")
  func wholeDecides() {
    #expect(!isRight("1,000", "1") && !isRight("64,000", "64") && !isRight("64.000", "64"))
    #expect(isRight("1,0", "1") && isRight("64.0", "64") && !isRight("0.018", "18"))
    #expect(!isRight("1,234.567", "1,234,567") && isRight("1.234.567", "1,234,567"))
    #expect(isRight("18,496.0", "18,496"))
  }

  @Test("a key's number with three decimals is no whole number")
  func threeDecimals() {
    #expect(!isRight("7424", "7.424", beside: "9.000") && isRight("7.424", "7.424", beside: "9.000"))
    #expect(isRight("7.423", "7.424", beside: "9.000") && isRight("7,424", "7.424", beside: "9.000"))
  }

  @Test("units, plurals and a point at the end are passed over")
  func units() {
    let cases = [
      ("64", "(64,)"), ("64.", "(64,)"), ("(64)", "(64,)"), ("(None, 64)", "(64,)"), ("64 numbers", "(64,)"),
      ("1,024", "(1024,)"), ("(1,024,)", "(1024,)"), ("64 maps", "64"), ("64 feature maps.", "64"),
      ("18 pixels", "18"), ("18,496 numbers", "18,496"), ("18 496 parameters", "18,496"),
      ("30 rows, 30 columns, 32 maps", "(30, 30, 32)"), ("(30, 30, 32).", "(30, 30, 32)"),
      ("row 2, column 3, map 27.", "row 2, column 3, map 27"), ("7.4235.", "7.4235"),
    ]
    for (answer, value) in cases { #expect(isRight(answer, value), "\(answer) for \(value)") }
    for (answer, value) in [
      ("64 apples", "64"), ("maps", "64"), ("64 maps 64", "64"), (".", "64"), ("()", "(64,)"),
    ] {
      #expect(!isRight(answer, value), "\(answer) for \(value)")
    }
  }
}
