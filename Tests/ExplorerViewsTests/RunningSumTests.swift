import CellScreen
import ConvNet
import Explorer
import ExplorerViews
import Tensors
import TestSupport
import Testing

/// Stepping through one unit, what has come out so far is printed after every step.
struct RunningSumTests {
  /// The bundled ship at a unit, of which no step is made.
  private func start(line: Int, rows: Int = 40, columns: Int = 120) throws -> ExplorerState {
    let closer = line < 6 ? "Enter Enter Enter" : "Enter Enter"
    return try Scene.ship.state(rows: rows, columns: columns, keys: "\(line) \(closer) s")
  }

  private func text(_ state: ExplorerState) -> String { view(state).grid.text() }

  /// The numbers that a screen shows as those so far: below that heading, or behind those words.
  private func numbersSoFar(_ state: ExplorerState) -> [String] {
    let lines = text(state).split(separator: "\n", omittingEmptySubsequences: false)
    guard let row = lines.firstIndex(where: { $0.contains("so far") }),
      let found = lines[row].firstRange(of: "so far")
    else { return [] }
    let isHeading = lines[row].contains("──")
    let column = lines[row].distance(from: lines[row].startIndex, to: found.lowerBound)
    let texts = isHeading ? lines[(row + 1)...].map { $0.dropFirst(column - 3).prefix(14) } : [lines[row]]
    return texts.flatMap { $0.split(separator: " ").map(String.init) }
  }

  @Test(
    "of a sum the products up to the step, at every size of the screen",
    arguments: [(line: 1, decimals: 4), (3, 4), (7, 3)], [(24, 80), (40, 120), (60, 200)])
  func sums(unit: (line: Int, decimals: Int), size: (rows: Int, columns: Int)) throws {
    var state = try start(line: unit.line, rows: size.rows, columns: size.columns)
    guard case .weightedSum(let sum)? = state.explanation?.form else {
      Issue.record("a sum was expected")
      return
    }
    let decimals = unit.line == 1 && size.columns < 100 ? 3 : unit.decimals
    for made in 1...20 {
      _ = update(&state, .step(.by(1)))
      let products = sum.terms.prefix(made).map { Double($0.input) * Double($0.weight) }
      let total = NumberText.fixed(products.reduce(0, +), decimals: decimals)
      #expect(numbersSoFar(state).contains(total), "\(total) after \(made) products:\n\(text(state))")
      #expect(state.selectedTerm == made - 1)
    }
  }

  @Test("of a sum over many channels the bias, before the activation function", arguments: [3, 5])
  func bias(line: Int) throws {
    var state = try start(line: line)
    guard case .weightedSum(let sum)? = state.explanation?.form else {
      Issue.record("a sum was expected")
      return
    }
    _ = update(&state, .step(.by(sum.terms.count)))
    #expect(!text(state).contains("\n  + bias "))
    _ = update(&state, .step(.by(1)))
    #expect(text(state).contains("\n  + bias "))
    #expect(state.selectedTerm == sum.terms.count - 1)
    let total = sum.sumOfProducts + Double(sum.bias ?? 0)
    #expect(text(state).contains(NumberText.fixed(total, decimals: 4)))
  }

  @Test("of a window the largest number up to the step")
  func largest() throws {
    var state = try start(line: 2)
    guard case .windowMaximum(let window)? = state.explanation?.form else {
      Issue.record("a window was expected")
      return
    }
    #expect(text(state).contains("0 of 4 numbers compared"))
    for made in 1...3 {
      _ = update(&state, .step(.by(1)))
      let largest = window.places.prefix(made).map(\.value).max() ?? 0
      #expect(text(state).contains("largest so far: \(NumberText.fixed(largest, decimals: 4))"))
    }
  }

  @Test("of a mean the sum of the numbers up to the step, of a window and of a whole map")
  func mean() throws {
    var found = 0
    for name in ["averages_same", "global_average"] {
      let subject = try #require(Subject.fixtures.first { $0.name == name })
      let before = found
      var state = try subject.make(40, 120)
      for line in state.model.lines.indices {
        for move in [Move.wholeNetwork, .line(line), .closer, .closer, .closer] {
          _ = update(&state, .move(move))
        }
        guard state.depth == .unit, case .windowAverage(let window)? = state.explanation?.form,
          window.count > 2
        else { continue }
        _ = update(&state, .step(.toggle))
        for made in 1..<window.places.count {
          _ = update(&state, .step(.by(1)))
          let sum = window.places.prefix(made).filter { !$0.isOutside }.reduce(0) { $0 + Double($1.value) }
          guard window.places.prefix(made).contains(where: { !$0.isOutside }) else { continue }
          let decimals = state.hasMaps ? 4 : 3
          let printed = NumberText.fixed(sum, decimals: decimals)
          #expect(text(state).contains(printed), "\(name), line \(line), \(made):\n\(text(state))")
          found += 1
        }
        _ = update(&state, .step(.toggle))
      }
      #expect(found > before, "\(name)")
    }
  }
}
