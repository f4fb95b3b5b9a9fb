import CellScreen
import ConvNet
import ExplorerViews
import TestSupport
import Testing

@testable import Explorer

/// Until the answer is shown, nothing on the screen of a question tells it.
struct AskingViewTests {
  private static let sizes: [(rows: Int, columns: Int)] = [(20, 60), (24, 80), (40, 120), (60, 200)]

  /// The next question.
  private func ask(_ state: inout ExplorerState) throws -> Asking {
    _ = update(&state, .ask(.next))
    return try #require(state.asking)
  }

  /// The rows of a screen without the answers.
  private func others(_ state: ExplorerState, _ asking: Asking) -> String {
    let screen = view(state)
    let areas = screen.targets.compactMap { target in
      if case .place(.answer) = target.content { target.area } else { nil }
    }
    var grid = screen.grid
    for area in areas { grid.fill(area, with: .blank) }
    return grid.text()
  }

  @Test(
    "the shape or the count that is asked for stands nowhere but among the answers, and every answer does stand there"
  )
  func hidden() throws {
    var seen = 0
    for subject in [Subject.bundled] + Subject.fixtures {
      for (rows, columns) in Self.sizes {
        var state = try subject.make(rows, columns)
        for _ in 0..<12 {
          _ = update(&state, .ask(.next))
          guard let asking = state.asking else { break }
          let text = view(state).grid.text()
          for answer in asking.question.answers {
            #expect(text.contains(answer.text), "\(subject.name): \(asking.question.text)")
          }
          guard let secret = secret(asking.question, state) else { continue }
          #expect(!others(state, asking).contains(secret), "\(subject.name): \(asking.question.text)")
          seen += 1
        }
      }
    }
    #expect(seen > 200)
  }

  /// The right answer where it is a shape or a count that stands in no line for another reason.
  private func secret(_ question: Question, _ state: ExplorerState) -> String? {
    let right = question.answers[question.right].text
    guard right.count > 2 else { return nil }
    switch question.kind {
    case .shape: return isShape(right, before: question.place.layer, state) ? nil : right
    case .parameters: return isCount(right, state) ? nil : right
    case .maps, .window, .flatten, .seen, .sum, .dropped, .winner, .covers: return nil
    }
  }

  /// Whether a line before the one that is asked about has this shape too, which is no secret.
  private func isShape(_ text: String, before line: Int, _ state: ExplorerState) -> Bool {
    state.model.lines[..<line].contains { $0.shape.map { "\($0)" } == text }
      || state.model.lines.contains { $0.code.string.contains(text) }
  }

  /// Whether another line learns as many numbers, or the code names the number.
  private func isCount(_ text: String, _ state: ExplorerState) -> Bool {
    state.model.lines.count { $0.parameterCount.map(NumberText.grouped) == text } > 1
      || state.model.lines.contains { $0.code.string.contains(text) || "\($0.shape as Any)".contains(text) }
  }

  @Test("the screen of a question is the same whatever the pass has computed")
  func ofNoPass() throws {
    for (rows, columns) in Self.sizes {
      var state = try Subject.bundled.make(rows, columns)
      for _ in 0..<10 {
        _ = try ask(&state)
        var without = state
        without.pictures = [PictureSlot(name: DisplayText("secret.ppm"))]
        #expect(view(state).grid == view(without).grid)
      }
    }
  }

  @Test("no word of a question is cut or written over, wrong answers and all that is shown among them")
  func whole() throws {
    for (subject, size) in [Subject.bundled, .bundled, .bundled, .bundled].enumerated().map({
      ($1, Self.sizes[$0])
    })
      + Subject.fixtures.map({ ($0, Self.sizes[1]) })
    {
      let (rows, columns) = size
      var state = try subject.make(rows, columns)
      for _ in 0..<16 {
        _ = update(&state, .ask(.next))
        guard var asking = state.asking else { break }
        for step in [AskStep.choose(asking.question.right == 0 ? 1 : 0), .accept, .accept] {
          _ = update(&state, .ask(step))
          asking = try #require(state.asking)
          let grid = view(state).grid
          #expect((grid.collisions + grid.overruns).first == nil, "\(asking.question.text)")
          let text = grid.text().split(whereSeparator: \.isNewline).joined(separator: " ")
          let last = AskingWords(asking).sentences.flatMap { wrapped($0, to: columns - 1) }.last ?? ""
          #expect(text.contains(last), "\(last) at \(columns)×\(rows)")
        }
      }
    }
  }
}
