import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

@testable import ExplorerViews

/// What a view draws; the networks of these tests are called subjects too.
private typealias DrawnSubject = Explorer.Subject

/// Two subjects beside each other: each in its own part, of its own numbers, as if it were alone.
struct SideBySideTests {
  /// A state of the bundled network at a place.
  private func state(at place: String) throws -> ExplorerState {
    var state = try Scene.ship.state(rows: 40, columns: 200)
    let network = try #require(state.model.network)
    _ = update(&state, .move(.place(try state.model.destination(named: place, in: network))))
    return state
  }

  /// The numbers of another picture at the state's place: the same one, mirrored.
  private func mirrored(_ state: ExplorerState) throws -> DrawnSubject {
    let evaluation = try #require(state.evaluation)
    let input = evaluation.trace.input
    let width = input.shape[1]
    var values = input.values
    for place in values.indices {
      let (pixel, channel) = place.quotientAndRemainder(dividingBy: input.shape[2])
      let (row, column) = pixel.quotientAndRemainder(dividingBy: width)
      values[place] = input[row, width - 1 - column, channel]
    }
    let trace = try Trace(evaluation.trace.trained, input: Tensor(input.shape, values))
    let other = Evaluation(trace: trace, pictureSize: Size2D(square: width))
    return DrawnSubject(state, showing: other, of: state.model)
  }

  private func screen(of subject: DrawnSubject, width: Int) -> Screen {
    var screen = Screen(grid: CellGrid(height: 34, width: width), cursor: nil)
    drawSubject(on: &screen, subject, Area(row: 0, column: 0, height: 34, width: width))
    return screen
  }

  @Test(
    "two subjects stand beside each other at the depth of maps and of units, each with its own numbers",
    arguments: ["conv2d[:,:,5]", "conv2d[18,27,9]", "max_pooling2d[4,5,6]", "conv2d_1[3,4,5]", "dense[41]"])
  func beside(place: String) throws {
    let state = try state(at: place)
    let left = try #require(DrawnSubject(state))
    let right = try mirrored(state)
    for width in [60, 100, 119] {
      let parts = [left, right].map { screen(of: $0, width: width).grid }
      var both = CellGrid(height: 34, width: 2 * width + 1)
      for (index, part) in parts.enumerated() { both.draw(part, row: 0, column: index * (width + 1)) }
      #expect(parts[0] != parts[1])
      let lines = both.text().split(separator: "\n", omittingEmptySubsequences: false)
      for (index, subject) in [left, right].enumerated() {
        let explanation = try #require(subject.explanation)
        let number = NumberText.fixed(explanation.value, decimals: subject.hasMaps ? 4 : 3)
        let half = lines.map { line in String(line.dropFirst(index * (width + 1)).prefix(width)) }
        #expect(half.contains { $0.contains(number) }, "\(number) in \(half.joined(separator: "\n"))")
      }
    }
  }

  @Test("a subject is drawn the same whatever the size of the screen around it")
  func alone() throws {
    let state = try state(at: "conv2d[18,27,9]")
    let subject = try #require(DrawnSubject(state))
    var other = state
    (other.rows, other.columns) = (24, 80)
    let small = try #require(DrawnSubject(other))
    #expect(screen(of: subject, width: 100).grid == screen(of: small, width: 100).grid)
  }
}
