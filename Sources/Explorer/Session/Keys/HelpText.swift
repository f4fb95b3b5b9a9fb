import CellScreen

/// The help, line by line: what keys do where one is, all keys in groups, the marks, and what students ask.
public struct HelpText: Sendable {
  /// One line of the help.
  public enum Line: Equatable, Sendable {
    /// Nothing.
    case blank
    /// The title of a part.
    case heading(String)
    /// Keys and what they do.
    case key(label: String, help: String)
    /// Ordinary words.
    case words(String)
  }

  /// The columns of lines, from left to right: two on a wide screen.
  public let columns: [[Line]]
  /// How many columns of cells each takes.
  public let width: Int

  /// All lines, those of a column after those of the one at its left.
  public var lines: [Line] { columns.flatMap { $0 } }
  /// How many rows the longest column takes.
  public var height: Int { columns.map(\.count).max() ?? 0 }

  /// The column where ordinary words start.
  public static let wordsColumn = 3
  /// The column where the words about a key start.
  public static let helpColumn = 14

  /// Makes the help from the key map, in lines as long as the screen is wide, or half of it.
  public init(_ state: ExplorerState) {
    let isWide = state.columns >= 150
    width = isWide ? state.columns / 2 : state.columns
    let (width, repertoire) = (width, state.repertoire)
    let parts = repertoire.whileWriting { HelpText.parts(state, width: width) }
    columns = isWide ? HelpText.halves(of: parts) : [HelpText.joined(parts)]
  }

  /// The parts, each a heading and its lines.
  private static func parts(_ state: ExplorerState, width: Int) -> [[Line]] {
    let hints = keyMap.hints(for: state).flatMap { lines(of: $0) }
    let room = width - wordsColumn - 1
    let groups = KeyGroup.allCases.map { group in
      [.heading(group.title)]
        + keyMap.bindings.filter { !$0.help.isEmpty && $0.group == group }.flatMap { lines(of: $0, width) }
    }
    return [[.heading("Here")] + hints] + groups + [
      [.heading("Colours and marks")] + marks.flatMap { wrapped($0, to: room) }.map(Line.words),
      [.heading("One map per channel?")] + wrapped(misconception, to: room).map(Line.words),
    ]
  }

  /// The line of a hint; two where the names of its keys leave no room for the words.
  private static func lines(of hint: Hint) -> [Line] {
    guard wordsColumn + DisplayText.width(of: hint.label) >= helpColumn else {
      return [.key(label: hint.label, help: hint.words)]
    }
    return [.key(label: hint.label, help: ""), .key(label: "", help: hint.words)]
  }

  /// The lines of a binding.
  private static func lines(of binding: KeyBinding, _ width: Int) -> [Line] {
    wrapped(binding.help, to: width - helpColumn - 1).enumerated().map { index, help in
      .key(label: index == 0 ? binding.label : "", help: help)
    }
  }

  /// The parts in two columns that are about as long, in their order.
  private static func halves(of parts: [[Line]]) -> [[Line]] {
    let splits = parts.indices.map { [joined(Array(parts[..<$0])), joined(Array(parts[$0...]))] }
    return splits.min { max($0[0].count, $0[1].count) < max($1[0].count, $1[1].count) } ?? [joined(parts)]
  }

  private static func joined(_ parts: [[Line]]) -> [Line] { Array(parts.joined(separator: [.blank])) }

  private static let marks = [
    "Black, on a light page white, is exactly 0. Positive numbers start at 12 % of the ramp, so the smallest is seen.",
    "The ramp ends where the legend says; larger numbers have its last colour.",
    "Numbers that can be negative: blue below zero, red or orange above; the farther from zero, the farther from the page's colour.",
    "White or black frames, and bars above and at the left of a map, mark the place under the cursor and what it reads.",
    "╱ is never read by the next layer; in :evidence it is where covers disagree about the sign.",
    "∅ on a map: all of its numbers are 0; :dead goes to the next such map.",
    "~0 in a cell: not 0, but too small for its digits. 4e−5 is 0.00004.",
    "! is not a number, or infinite.",
    "On the strip: \(StripLayout.wordsOfMarks)",
  ]

  private static let misconception =
    "A filter spans all channels of its input and makes one map. One map per channel "
    + "would leave the first number of Conv2D(32, (3, 3)) without a meaning."
}

/// What keys are for, in the order of the help.
enum KeyGroup: CaseIterable {
  case going, stepping, changing, asking, showing, others

  /// The title in the help.
  var title: String {
    switch self {
    case .going: "Go"
    case .stepping: "Step through the pass"
    case .changing: "Change something, and see what follows"
    case .asking: "Ask first, then look"
    case .showing: "Show"
    case .others: "The program"
    }
  }
}

extension KeyBinding {
  /// What the keys are for.
  var group: KeyGroup {
    guard let key = keys.first else { return .others }
    return switch intent(key) {
    case .move, .openPrompt, .picture: .going
    case .step: .stepping
    case .change, .brush, .evidence: .changing
    case .ask, .lesson: .asking
    case .display: .showing
    case .edit, .paste, .point, .pointAgain, .drag, .wheel: .others
    case .blank, .restart, .toggleHelp, .save, .redraw, .suspend, .quit, .unbound: .others
    }
  }
}
