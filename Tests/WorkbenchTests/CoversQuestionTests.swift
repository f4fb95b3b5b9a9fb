import ConvNet
import Foundation
import Tensors
import TestSupport
import Testing

@testable import Explorer
@testable import Workbench

/// The question which of two covers of the picture takes more from the winner.
@Suite("questions about two covers")
struct CoversQuestionTests {
  @Test(
    "on every sample seeds ask, squares stand apart, and each takes what a whole pass of the covered picture says"
  )
  func squares() throws {
    for name in ["ship", "automobile", "cat", "horse", "frog"] {
      let subjects = try QuestionSubjects(picture: name)
      let questions = Self.questions(subjects, count: 24)
      #expect(questions.count > 8, "\(name)")
      #expect(Set(questions.map(\.right)) == [0, 1], "\(name)")
      for question in questions { try Self.check(question, subjects, side: 5, gap: 5) }
    }
  }

  @Test("numbers are those of a network that reads its picture otherwise than as it is")
  func preprocessed() throws {
    let options = PictureOptions(range: -1...1, channelOrder: .bgr)
    let subjects = try QuestionSubjects(reading: options)
    let questions = Self.questions(subjects, count: 12)
    #expect(!questions.isEmpty)
    for question in questions { try Self.check(question, subjects, side: 5, gap: 5) }
    let plain = Self.questions(try QuestionSubjects(), count: 12)
    #expect(questions.map(\.answers) != plain.map(\.answers))
  }

  private static func questions(_ subjects: QuestionSubjects, count: UInt64) -> [Question] {
    (0..<count).compactMap { Question.make(.covers, line: 0, seed: $0, about: subjects.subject) }
  }

  /// The squares lie apart, the change that is printed is that of a pass, and what is said of other fills is so.
  private static func check(_ question: Question, _ subjects: QuestionSubjects, side: Int, gap: Int) throws {
    let squares = question.answers.compactMap(\.square)
    try #require(squares.count == 2)
    #expect(squares.allSatisfy { $0.rows.count == side && $0.columns.count == side })
    #expect(
      distance(squares[0].rows, squares[1].rows) >= gap
        || distance(squares[0].columns, squares[1].columns) >= gap)
    let logits = try #require(subjects.trace.logits)
    let winner = try #require(logits.firstIndex(of: logits.max() ?? 0))
    func change(_ answer: Int, _ fill: OcclusionFill) throws -> Double {
      let covered = squares[answer].covering(subjects.samples, with: fill)
      let input = subjects.subject.model.preprocessing.input(covered)
      return Double(try #require(Trace(subjects.trace.trained, input: input).logits)[winner])
        - Double(logits[winner])
    }
    let (right, wrong) = (question.right, 1 - question.right)
    for answer in [right, wrong] {
      let text = question.answers[answer].words.here.replacing("\u{2212}", with: "-").replacing("+", with: "")
      let (printed, change) = (try #require(Double(text)), try change(answer, .grey))
      #expect(abs(printed - change) < 0.006)
    }
    let (worst, milder) = (try change(right, .grey), try change(wrong, .grey))
    #expect(worst < 0 && milder >= 0.51 * worst)
    let reason = question.answers[right].words.reason
    for (fill, name) in [(OcclusionFill.black, "black"), (.white, "white"), (.mean, "the picture's mean")] {
      let (one, other) = (try change(right, fill), try change(wrong, fill))
      let sentence = reason.components(separatedBy: ". With ").dropFirst().first { $0.contains(name) }
      let isOther = other < one - 0.12 * max(abs(one), abs(other))
      if isOther { #expect(try #require(sentence, "\(reason)").contains("the other place")) }
      if sentence?.contains("the other place") == true { #expect(other < one) }
      if sentence?.contains("the same") == true { #expect(one < other) }
    }
  }

  private static func distance(_ one: Range<Int>, _ other: Range<Int>) -> Int {
    max(other.lowerBound - one.upperBound, one.lowerBound - other.upperBound)
  }

  @Test("the longer a pass takes, the fewer squares are tried, then with one fill, then none")
  func extents() throws {
    #expect(CoverTrials.extent(ofPass: 0) != nil)
    let small = try #require(CoverTrials.extent(ofPass: 4_500_000))
    #expect(small.squares > 100 && small.fills == OcclusionFill.allCases)
    let middle = try #require(CoverTrials.extent(ofPass: 300_000_000))
    #expect(middle.squares == 6 && middle.fills.count == 4)
    let large = try #require(CoverTrials.extent(ofPass: 1_000_000_000))
    #expect(large.squares == 7 && large.fills == [.grey])
    #expect(CoverTrials.extent(ofPass: 5_000_000_000).map(\.squares) == 2)
    #expect(CoverTrials.extent(ofPass: 5_000_000_001) == nil)
  }

  @Test(
    "squares lie within pictures of any size, and apart where there is room",
    arguments: [1, 2, 3, 5, 6, 8, 9, 13, 28, 32, 96, 224])
  func places(extent: Int) {
    for other in [1, 2, 7, 32, 224] {
      let shape = Shape(extent, other, 3)
      let side = Evidence.usualSide(of: shape)
      let places = CoverTrials.places(of: side, in: shape)
      #expect(Set(places).count == places.count && !places.isEmpty && places.count <= 2_000)
      let squares = places.map { OcclusionSquare(side: side, row: $0 / other, column: $0 % other, of: shape) }
      #expect(squares.allSatisfy { $0.rows.count == side && $0.columns.count == side })
      for (index, one) in squares.enumerated() {
        #expect(
          squares[..<index].allSatisfy {
            !$0.rows.overlaps(one.rows) || !$0.columns.overlaps(one.columns)
          })
      }
    }
  }

  @Test("of a picture with one class, of numbers that are none, and of one without samples nothing is asked")
  func none() throws {
    let subjects = try QuestionSubjects()
    let bare = try #require(QuestionSubject(subjects.subject.model, trace: subjects.trace))
    #expect(bare.coverTrials == nil)
    let input = Tensor(subjects.trace.input.shape, subjects.trace.input.values.map { _ in Float.nan })
    let trace = try Trace(subjects.trace.trained, input: input)
    let unknown = try #require(QuestionSubject(subjects.subject.model, trace: trace, samples: input))
    #expect(Question.make(.covers, line: 0, seed: 1, about: unknown) == nil)
  }
}
