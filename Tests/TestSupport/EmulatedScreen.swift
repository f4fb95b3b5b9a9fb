public import CellScreen

/// A terminal's screen, which follows the sequences that move the cursor and set colours.
public struct EmulatedScreen {
  /// The cells, row by row.
  public private(set) var cells: [PresentedCell]
  /// Where the cursor is; in the column behind the last one while it waits there.
  public private(set) var cursor = (row: 0, column: 0)
  /// What it would draw with now.
  public private(set) var pen = PresentedCell(" ")
  /// How often a sequence came that it doesn't know, or a character outside of it.
  public private(set) var faults = 0
  private let height: Int
  private let width: Int
  private var wraps = true

  /// Makes a screen that shows cells, with the cursor in its upper left corner.
  public init(height: Int, width: Int, showing cells: [PresentedCell]) {
    self.height = height
    self.width = width
    self.cells = cells
  }

  /// Follows what is sent to it.
  public mutating func receive(_ bytes: [UInt8]) {
    var rest = Substring(String(decoding: bytes, as: UTF8.self))
    while let character = rest.popFirst() {
      guard character == "\u{1B}" else {
        put(character)
        continue
      }
      switch rest.popFirst() {
      case "[":
        let parameters = rest.prefix { $0.isNumber || $0 == ";" || $0 == "?" }
        rest = rest.dropFirst(parameters.count)
        perform(rest.popFirst(), String(parameters))
      case "(" where rest.popFirst() == "B": break
      default: faults += 1
      }
    }
  }

  private mutating func put(_ character: Character) {
    let columns = DisplayText(String(character)).width
    let isAtEdge = cursor.row == height - 1 && cursor.column + columns == width
    guard cursor.column + columns <= width, !isAtEdge || !wraps else {
      faults += 1
      return
    }
    let index = cursor.row * width + cursor.column
    cells[index] = pen
    cells[index].character = character
    if columns == 2 {
      cells[index + 1] = pen
      cells[index + 1].character = nil
    }
    cursor.column += columns
  }

  private mutating func perform(_ final: Character?, _ parameters: String) {
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    let first = max(1, numbers.first.flatMap { $0 } ?? 1)
    switch (final, parameters) {
    case ("m", _): ANSIReader.apply(numbers.map { $0 ?? 0 }, to: &pen)
    case ("H", _): cursor = (first - 1, (numbers.count > 1 ? numbers[1] ?? 1 : 1) - 1)
    case ("C", _): cursor.column += first
    case ("d", _): cursor.row = first - 1
    case ("l", "?7"): wraps = false
    case ("h", "?7"): wraps = true
    default: faults += 1
    }
  }
}
