import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

@testable import ExplorerViews

/// One thing as large as the screen.
struct LargeViewTests {
  private func state(_ rows: Int, _ columns: Int, line: Int, depth: Depth) throws -> ExplorerState {
    var state = try Subject.bundled.make(rows, columns)
    (state.line, state.depth, state.display.isLarge) = (line, depth, true)
    return state
  }

  /// The large letters of a line of a screen, read back from their blocks; `?` for what is none.
  private func letters(_ screen: Screen, row: Int, column: Int) -> String {
    let known = (0x20...0x2212).compactMap(Unicode.Scalar.init).map(Character.init).filter(
      LargeGlyphs.shared.has)
    return stride(from: column, to: screen.grid.width - 2, by: LargeGlyphs.width).map { left -> String in
      let found = known.first { letter in
        (0..<LargeGlyphs.height).allSatisfy { line in
          (0..<LargeGlyphs.width).allSatisfy { cell in
            screen.grid[row + line, left + cell].content
              == .glyph(Glyph(LargeGlyphs.shared.block(of: letter, row: line, column: cell)))
          }
        }
      }
      return found.map(String.init) ?? "?"
    }.joined()
  }

  @Test("all letters and signs of code and numbers have a large letter, no two alike")
  func glyphs() {
    let needed = (0x20..<0x7F).compactMap(Unicode.Scalar.init).map(Character.init) + Array("−×·÷→…≈±Σ∞")
    var seen: [[Character]: Character] = [:]
    for character in needed {
      #expect(LargeGlyphs.shared.has(character), "\(character)")
      let blocks = (0..<LargeGlyphs.height).flatMap { row in
        (0..<LargeGlyphs.width).map { LargeGlyphs.shared.block(of: character, row: row, column: $0) }
      }
      #expect(seen.updateValue(character, forKey: blocks) == nil, "\(character)")
    }
  }

  @Test("the code of the selected line is readable in large letters")
  func code() throws {
    let screen = view(try state(40, 120, line: 1, depth: .network))
    let row = try #require(screen.cursor).row
    #expect(letters(screen, row: row, column: 4).hasPrefix("Conv2D(32, (3, 3), activation='relu')"))
  }

  @Test("the sum of a unit has its largest parts, its bias and what comes out, in numbers that add up")
  func sum() throws {
    let made = Explorer.Subject(try state(40, 120, line: 1, depth: .unit))
    let subject = try #require(made)
    let explanation = try #require(subject.explanation)
    let lines = LargeSum(subject, explanation, room: 9).lines
    #expect(lines.map(\.name) == ["0.784 × 1.613", "green", "red", "blue", "+ bias", "ReLU"])
    #expect(lines.map(\.number) == ["= +1.265", "+3.321", "+2.698", "+1.504", "−0.099", "= 7.424"])
    let few = LargeSum(subject, explanation, room: 5).lines
    #expect(few.count <= 5 && few.last?.number == "= 7.424")
  }

  @Test(
    "however few lines there are, the last says what comes out, and the others add up to it",
    arguments: [1, 3, 5, 7, 8])
  func always(line: Int) throws {
    for channel in [0, 3, 7, 9] {
      var state = try state(24, 80, line: line, depth: .unit)
      state.cursor.channel = channel
      let made = Explorer.Subject(state)
      let subject = try #require(made)
      let explanation = try #require(subject.explanation)
      for room in 3...14 {
        let lines = LargeSum(subject, explanation, room: room).lines
        #expect(lines.count <= room)
        #expect(lines.last?.number == "= " + NumberText.fixed(explanation.value, decimals: 3))
        let hasAll = lines.contains { $0.name.contains("bias") }
        let sum = lines.compactMap(\.bar).reduce(0, +)
        #expect(!hasAll || abs(sum - Double(explanation.preActivation)) < 1e-4)
      }
    }
  }

  @Test("what the pass has not made is not in the sum")
  func steps() throws {
    var state = try state(40, 120, line: 1, depth: .unit)
    _ = update(&state, .step(.toggle))
    for _ in 0..<4 { _ = update(&state, .step(.by(1))) }
    let made = Explorer.Subject(state)
    let subject = try #require(made)
    let explanation = try #require(subject.explanation)
    let lines = LargeSum(subject, explanation, room: 9).lines
    #expect(lines.last?.name == "so far")
    #expect(!lines.contains { $0.name == "ReLU" })
    let few = LargeSum(subject, explanation, room: 2).lines
    #expect(few.map(\.number).last == lines.last?.number)
  }

  @Test(
    "words stand out from what is behind them at least seven to one",
    arguments: [Theme.dark, .light, .contrast])
  func contrast(theme: Theme) throws {
    let ink = try #require(theme.paint(.text).rgb)
    let grounds = [theme.page, theme.paint(.selection)].compactMap(\.rgb)
    #expect(grounds.count == 2)
    for ground in grounds { #expect(ink.contrast(to: ground) >= 7) }
    for depth in Depth.allCases {
      for line in 1...9 {
        let grid = view(try state(40, 120, line: line, depth: line > 5 ? min(depth, .layer) : depth)).grid
        for cell in grid.cells where cell.content == .glyph("█") {
          let isWord = cell.style.foreground == .role(.text)
          let isBar = cell.style.foreground == .role(.positive) || cell.style.foreground == .role(.negative)
          #expect(isWord || isBar)
        }
      }
    }
  }

  @Test(":large fills the screen and gives it back, and is among what an empty prompt offers")
  func command() throws {
    var state = try state(40, 120, line: 1, depth: .layer)
    state.display.isLarge = false
    let before = view(state)
    #expect(state.palette.contains { $0.text == "large" })
    for isLarge in [true, false] {
      _ = update(&state, .openPrompt(.command))
      _ = update(&state, .edit(.insert("large")))
      _ = update(&state, .edit(.accept))
      #expect(state.display.isLarge == isLarge && state.prompt == nil)
    }
    #expect(view(state).grid == before.grid)
  }

  @Test("on a slide it is whole, since nothing stands round it")
  func figure() throws {
    let state = try state(24, 80, line: 1, depth: .unit)
    #expect(ExplorerViews.figure(state) == view(state).grid)
  }

  @Test(
    "at every depth, line and size a title is whole or left out, in ASCII too", arguments: Repertoire.allCases
  )
  func titles(repertoire: Repertoire) throws {
    for (rows, columns) in [(20, 60), (24, 80), (40, 120), (60, 200)] {
      for line in 1...5 {
        var state = try state(rows, columns, line: line, depth: .map)
        state.repertoire = repertoire
        let made = Explorer.Subject(state)
        let explanation = try #require(made?.explanation)
        let read = repertoire.whileWriting { letters(view(state), row: 0, column: 1) }
        let number = try #require(read.split(separator: " ").last.map(String.init))
        let texts = [4, 3, 2].map { NumberText.fixed(explanation.value, decimals: $0) }
        #expect(texts.contains(number) || number == "…", "\(columns)×\(rows), line \(line): \(read)")
      }
    }
  }
}
