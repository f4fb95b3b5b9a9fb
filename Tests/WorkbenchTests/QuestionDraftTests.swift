import ConvNet
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// Wrong ideas, from which the answers of a question are chosen.
@Suite("wrong ideas of questions")
struct QuestionDraftTests {
  private static let fixtures = [
    "", "depthwise", "averages_valid", "averages_same", "dilation_groups", "residual", "grey_sigmoid",
    "inception",
    "global_average", "channels_first", "squeeze_excitation", "shared_layer", "nested_models", "strides_same",
    "separable",
  ]

  private static func subjects() throws -> [QuestionSubjects] {
    try fixtures.map { try $0.isEmpty ? QuestionSubjects() : QuestionSubjects(fixture: $0) }
  }

  private func drafts(_ subjects: QuestionSubjects) -> [(kind: Question.Kind, draft: any QuestionDraft)] {
    Question.Kind.allCases.flatMap { kind in
      subjects.network.layers.indices.dropFirst(kind == .covers ? 0 : 1).compactMap { line in
        var numbers = SeededNumbers(seed: UInt64(line))
        return subjects.subject.draft(kind, line: line, at: nil, &numbers).map { (kind, $0) }
      }
    }
  }

  @Test("every wrong idea that is claimed has words in some network, so that none is left out everywhere")
  func words() throws {
    var (claimed, worded): (Set<String>, Set<String>) = ([], [])
    for subjects in try Self.subjects() {
      for (kind, draft) in drafts(subjects) {
        for claim in draft.claims where claim.text != draft.right {
          let isClass = if case .otherClass = claim.belief { true } else { false }
          let name = "\(kind): \(isClass ? "another class" : "\(claim.belief)")"
          claimed.insert(name)
          if draft.words(of: claim.belief) != nil { worded.insert(name) }
        }
      }
    }
    #expect(claimed.count > 40 && claimed.subtracting(worded) == [], "\(claimed.count)")
  }

  @Test("the likeliest idea that has words is always among the answers")
  func likeliest() throws {
    for subjects in try Self.subjects() {
      for (kind, draft) in drafts(subjects) where draft.place.position == nil && kind != .covers {
        let wrong = draft.wrongAnswers
        for seed in UInt64(0)..<12 {
          let question = Question.make(kind, line: draft.place.layer, seed: seed, about: subjects.subject)
          #expect((question == nil) == wrong.isEmpty)
          let texts = question?.answers.map(\.text) ?? []
          #expect(question == nil || texts.contains(wrong[0].text), "\(draft.text): \(texts)")
          #expect(question == nil || texts.count == min(wrong.count, Question.most - 1) + 1)
        }
      }
    }
  }

  /// A question with ideas of which one has no words.
  private struct Draft: QuestionDraft {
    let place = Question.Place(layer: 1)
    let text = "How many?"
    let right = "3"
    let rightWords = IdeaWords(right: "three", reason: "So it is.", needs: "3", here: "3")
    let claims = [
      Claim(belief: .mean, text: "1"), Claim(belief: .first, text: "1"), Claim(belief: .largest, text: "3"),
      Claim(belief: .added, text: "2"), Claim(belief: .ownPlace, text: "2"),
    ]

    func words(of belief: Belief) -> IdeaWords? {
      belief == .mean
        ? nil : IdeaWords(says: "a", temptation: "b", Objection("But c.", needs: "d", here: "e"), hint: "f?")
    }
  }

  @Test("an idea without words hides none that is printed alike and has some")
  func printedAlike() {
    #expect(Draft().wrongAnswers.map(\.belief) == [.first, .added])
  }

  @Test("what a person adds up from rounded sums and the bias is right within three of the last digit")
  func sums() {
    // Each sum, the bias and what is printed as right are wrong by half of the last digit at most.
    #expect(Double(SumQuestion.mostChannels + 2) / 2 <= 3)
  }

  @Test("a merge of shapes that don't go together, and a shape that a line can't read, speak against an idea")
  func consequences() throws {
    let network = try QuestionSubjects(fixture: "residual").network
    let merge = try #require(network.layers.firstIndex { $0.operation is MergeLayer })
    let source = try #require(network.layers[merge].inputs.max())
    let shape = network.shapes[source]
    let other = Shape(shape[0], shape[1], shape[2] + 1)
    #expect(network.consequence(ofShape: other, atLine: source) == .apart(line: merge))
    #expect(network.consequence(ofShape: shape, atLine: source) == nil)
    let reference = try QuestionSubjects().network
    #expect(
      reference.consequence(ofShape: Shape(30, 30), atLine: 1) == .unreadable(line: 2, input: Shape(30, 30)))
  }
}
