import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

@testable import Workbench

/// Questions about networks: that what is right is right, and what is wrong isn't.
@Suite("questions")
struct QuestionTests {
  @Test(
    "for every seed, line and kind the right answer is what the engine says, and no other is",
    arguments: ["", "depthwise", "averages_valid"])
  func sound(fixture: String) throws {
    let subjects = try fixture.isEmpty ? QuestionSubjects() : QuestionSubjects(fixture: fixture)
    var kinds: Set<Question.Kind> = []
    var truth = QuestionTruth(subjects.trace, names: subjects.subject.model.classes.map(\.string))
    for seed in UInt64(0)..<1_000 { kinds.formUnion(try check(subjects, &truth, seed: seed)) }
    #expect(kinds.count >= 4, "\(kinds)")
  }

  @Test(
    "the same holds of groups, branches, one channel, paddings and dilations",
    arguments: [
      "dilation_groups", "residual", "grey_sigmoid", "averages_same", "inception", "global_average",
      "channels_first", "squeeze_excitation", "shared_layer", "nested_models", "strides_same", "separable",
    ])
  func soundElsewhere(fixture: String) throws {
    let subjects = try QuestionSubjects(fixture: fixture)
    var kinds: Set<Question.Kind> = []
    var truth = QuestionTruth(subjects.trace, names: subjects.subject.model.classes.map(\.string))
    for seed in UInt64(0)..<30 { kinds.formUnion(try check(subjects, &truth, seed: seed)) }
    #expect(kinds.count >= 2, "\(kinds)")
  }

  /// Asks all that can be asked for a seed; gives the kinds that were.
  private func check(
    _ subjects: QuestionSubjects, _ truth: inout QuestionTruth, seed: UInt64
  ) throws -> Set<Question.Kind> {
    var kinds: Set<Question.Kind> = []
    for kind in Question.Kind.allCases {
      for line in subjects.network.layers.indices {
        guard let question = Question.make(kind, line: line, seed: seed, about: subjects.subject) else {
          continue
        }
        kinds.insert(kind)
        let answer = truth.answer(question)
        let right = try #require(answer, "\(question)")
        checkAnswers(question, right)
        checkWords(question, &truth.checked)
        if seed.isMultiple(of: 97) {
          #expect(question == Question.make(kind, line: line, seed: seed, about: subjects.subject))
        }
      }
    }
    return kinds
  }

  private func checkAnswers(_ question: Question, _ truth: String) {
    let texts = question.answers.map(\.text)
    guard (2...4).contains(texts.count), Set(texts).count == texts.count, texts[question.right] == truth,
      question.answers.indices.allSatisfy({ (question.answers[$0].belief == nil) == ($0 == question.right) })
    else {
      Issue.record("\(question.text) \(texts), where \(truth) is right")
      return
    }
  }

  /// Words are there, end as sentences do, and those of a wrong answer don't tell the right one.
  private func checkWords(_ question: Question, _ known: inout Set<String>) {
    let right = question.answers[question.right].text
    for (index, answer) in question.answers.enumerated() {
      guard known.insert("\(question.text)|\(right)|\(answer.text)").inserted else { continue }
      let words = answer.words
      var texts = [words.says, words.reason, words.needs, words.here]
      if index != question.right { texts += [words.temptation, words.hint] }
      let isSound = texts.allSatisfy {
        !$0.isEmpty && !$0.contains("  ,") && !$0.contains("nil") && !$0.contains("Optional")
      }
      let feedback = question.feedback(on: index).joined(separator: "\n")
      guard isSound, !feedback.contains("Wrong"), !feedback.contains("..") else {
        Issue.record("\(question.text) \(answer)")
        return
      }
      if index != question.right, Self.tells(feedback, right), !Self.tells(question.text, right) {
        Issue.record("\(question.text) \(right): \(feedback)")
      }
    }
  }

  /// Whether a text has an answer that could not stand there for something else.
  private static func tells(_ text: String, _ answer: String) -> Bool {
    // Numbers of one digit count many things.
    guard answer.count > 1 else { return false }
    return text.split { " \n:;?".contains($0) }.contains { $0.trimmingEnd(",.") == answer }
      || answer.contains(" ") && text.contains(answer)
  }

  @Test("what a seed draws is another question for another seed, and the right answer stands everywhere")
  func seeds() throws {
    let subjects = try QuestionSubjects()
    for kind in [Question.Kind.window, .flatten, .sum] {
      let line = [Question.Kind.window: 2, .flatten: 6, .sum: 1][kind] ?? 0
      let questions = try (UInt64(0)..<60).map { try subjects.ask(kind, line, seed: $0) }
      #expect(Set(questions.map(\.place)).count > 50, "\(kind)")
      #expect(Set(questions.map(\.right)).count == questions[0].answers.count, "\(kind)")
    }
    let shapes = try (UInt64(0)..<60).map { try subjects.ask(.shape, 1, seed: $0) }
    #expect(Set(shapes.map(\.right)) == [0, 1, 2, 3])
    #expect(Set(shapes.flatMap { $0.answers.map(\.text) }).count > 4)
  }

  @Test("without a picture nothing is asked about its numbers")
  func withoutPicture() throws {
    let subjects = try QuestionSubjects()
    let bare = try #require(QuestionSubject(subjects.subject.model, trace: nil))
    for line in 1..<9 {
      for kind in [Question.Kind.window, .sum, .flatten, .winner] {
        #expect(Question.make(kind, line: line, seed: 1, about: bare) == nil)
      }
    }
    #expect(Question.make(.shape, line: 1, seed: 1, about: bare) != nil)
    #expect(Question.make(.shape, line: 0, seed: 1, about: bare) == nil)
    #expect(Question.make(.covers, line: 0, seed: 1, about: bare) == nil)
    #expect(Question.make(.covers, line: 1, seed: 1, about: subjects.subject) == nil)
    #expect(Question.make(.shape, line: 9, seed: 1, about: bare) == nil)
  }
}

extension Substring {
  fileprivate func trimmingEnd(_ signs: String) -> Substring {
    var text = self
    while let last = text.last, signs.contains(last) { text = text.dropLast() }
    return text
  }
}
