public import CellScreen

extension CellGrid {
  /// The grid's second plane: what `text` leaves out, as one letter a cell and a legend of the letters.
  ///
  /// Letters are given in order of first appearance. Ordinary words have a blank. Of a pixel's number the
  /// colour map and the quarter of its scale are told, so that the last digits of a number don't show.
  public var stylePlane: String {
    var plane = StylePlane()
    let lines = (0..<height).map { row in
      plane.line(cells[row * width..<(row + 1) * width])
    }
    return (lines + [""] + plane.legend).map { $0 + "\n" }.joined()
  }
}

/// Letters for the ways in which the cells of a grid are drawn.
private struct StylePlane {
  private var letters: [String: Character] = ["": " "]
  private(set) var legend: [String] = []

  /// The letters that can be given; beyond them all share the last.
  private static let alphabet = Array(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΦΨΩ"
      + "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ?")

  /// The letters of a row, blanks at its end left out.
  mutating func line(_ cells: ArraySlice<Cell>) -> String {
    var line = ""
    for cell in cells { line.append(letter(for: cell)) }
    while line.last == " " { line.removeLast() }
    return line
  }

  private mutating func letter(for cell: Cell) -> Character {
    let words = cell.styleWords
    if let known = letters[words] { return known }
    let letter = Self.alphabet[min(letters.count - 1, Self.alphabet.count - 1)]
    letters[words] = letter
    legend.append("\(letter)  \(words)")
    return letter
  }
}

extension Cell {
  /// How the cell is drawn, in words; empty for ordinary words on the page.
  fileprivate var styleWords: String {
    switch content {
    case .glyph, .continuation: style.words
    case .pixels(let upper, let lower) where upper.words == lower.words: "pixels \(upper.words)"
    case .pixels(let upper, let lower): "pixels \(upper.words) over \(lower.words)"
    }
  }
}

extension Style {
  fileprivate var words: String {
    var words: [String] = []
    if foreground != .role(.text) && foreground != .standard { words.append(foreground.words) }
    if background != .standard { words.append("on \(background.words)") }
    if attributes.contains(.bold) { words.append("bold") }
    if attributes.contains(.underline) { words.append("underlined") }
    if attributes.contains(.reverse) { words.append("reversed") }
    return words.joined(separator: " ")
  }
}

extension Colour {
  fileprivate var words: String {
    switch self {
    case .standard: "standard"
    case .contrast: "contrast"
    case .role(let role): "\(role)"
    case .rgb: "exact"
    case .zero: "zero"
    case .ramp(let map, let position): map.words(at: position)
    }
  }
}

extension Pixel {
  fileprivate var words: String {
    switch self {
    case .page: "page"
    case .gutter: "gutter"
    case .mark: "mark"
    case .markOver: "mark"
    case .notComputed: "not computed"
    case .notFinite: "not finite"
    case .tone(let tone): tone.words
    case .neverRead(let tone): "never read " + tone.words
    }
  }
}

extension Tone {
  fileprivate var words: String {
    switch self {
    case .zero: "zero"
    case .picture: "picture"
    case .category(let category): "category \(category)"
    case .over(_, let map, let position): map.words(at: position) + " over a picture"
    case .value(let map, let position): map.words(at: position)
    }
  }
}

extension ColourMap {
  /// The name of the map and the quarter of its scale, with a sign where it has two arms.
  fileprivate func words(at position: UInt8) -> String {
    let share = share(at: position)
    let quarter = min(Int(share.magnitude * 4), 3) + 1
    guard isDiverging else { return "\(rawValue) \(quarter)/4" }
    return "\(rawValue) " + (share == 0 ? "0" : "\(share < 0 ? "−" : "+")\(quarter)/4")
  }
}
