/// The help, line by line: the keys, the marks, and the questions that students ask.
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

  /// The lines from top to bottom.
  public let lines: [Line]

  /// The column where ordinary words start.
  public static let wordsColumn = 3
  /// The column where the words about a key start.
  public static let helpColumn = 14

  /// Makes the help from the key map, in lines as long as the screen is wide.
  public init(_ state: ExplorerState) {
    var lines: [Line] = [.heading("Keys")]
    for binding in keyMap.bindings where !binding.help.isEmpty {
      for (index, help) in wrapped(binding.help, to: state.columns - HelpText.helpColumn).enumerated() {
        lines.append(.key(label: index == 0 ? binding.label : "", help: help))
      }
    }
    let room = state.columns - HelpText.wordsColumn
    lines += [.blank, .heading("Colours and marks")]
    lines += HelpText.marks.flatMap { wrapped($0, to: room) }.map(Line.words)
    lines += [.blank, .heading("One map per channel?")]
    lines += wrapped(HelpText.misconception, to: room).map(Line.words)
    self.lines = lines
  }

  private static let marks = [
    "Black, on a light page white, is exactly 0. Positive numbers start at 12 % of the ramp, so the smallest is seen.",
    "The ramp ends where the legend says; larger numbers have its last colour.",
    "Numbers that can be negative: blue below zero, red above; the farther from zero, the farther from the page's colour.",
    "╱ is never read by the next layer.",
    "∅ on a map: all of its numbers are 0; :dead goes to the next such map.",
    "! is not a number, or infinite.",
    "▕ beside a map: 16 more maps like it, or more.",
    "Bars above and at the left of a picture mark the window, and the cursor, to half a row.",
  ]

  private static let misconception =
    "A filter spans all channels of its input and makes one map. One map per channel "
    + "would leave the first number of Conv2D(32, (3, 3)) without a meaning."
}
