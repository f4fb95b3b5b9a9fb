import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension LayerContext {
  /// How the shape of a layer with windows comes about: `(32, 32, 3) → (32−3+1, 32−3+1, 8) = (30, 30, 8)`.
  func shapeArithmetic(_ grid: WindowGrid, maps: String) -> String {
    let extents = [grid.rows, grid.columns].map { $0.arithmetic(isSame: isSame(grid)) }
    return "\(input) → (\(extents[0]), \(extents[1]), \(maps)) = \(output)"
  }

  /// At how many places a window fits.
  func wordsOfFit(_ grid: WindowGrid) -> String {
    let rows = "\(grid.rows.arithmetic(isSame: isSame(grid))) = \(grid.rows.outputExtent) rows"
    return
      "It fits at \(rows) and \(grid.columns.outputExtent) columns, so each map is \(output[0])×\(output[1])."
  }
}

extension WindowGrid {
  /// The row and the column of the input that a window reads, in letters: `2u+i−1`, `2v+j−1`.
  var letters: [String] { [index("u", "i", rows), index("v", "j", columns)] }

  /// The same of one window with its numbers: `18+i`, `27+j`.
  func numbers(at position: [Int]) -> [String] {
    [place(rows, at: position[0], "i"), place(columns, at: position[1], "j")]
  }

  /// How far the window moves at a time.
  var strides: Size2D { Size2D(height: rows.stride, width: columns.stride) }

  /// What rounding down drops, as `13 ÷ 2 = 6.5 → 6: row 12 and column 12 … are never read (hatched)`; nothing
  /// where all is read.
  func wordsOfWhatIsNeverRead() -> [String] {
    let unreadRows = rows.placesNeverRead
    let unreadColumns = columns.placesNeverRead
    guard !unreadRows.isEmpty || !unreadColumns.isEmpty else { return [] }
    let names = [("row", unreadRows), ("column", unreadColumns)].filter { !$0.1.isEmpty }
      .map { counted($0.0, $0.1) }
    let verb = unreadRows.count + unreadColumns.count == 1 ? "is" : "are"
    let unread = "\(names.joined(separator: " and ")) of every map \(verb) never read (hatched)."
    let axis = unreadRows.isEmpty ? columns : rows
    guard axis.paddingBefore + axis.paddingAfter == 0, axis.stride == axis.windowExtent else {
      return [unread]
    }
    let quotient = NumberText.fixed(
      Double(axis.inputExtent) / Double(axis.stride), decimals: axis.stride == 2 ? 1 : 2)
    return ["\(axis.inputExtent) ÷ \(axis.stride) = \(quotient) → \(axis.outputExtent): \(unread)"]
  }

  /// How the windows of a pooling lie and how many there are in each of a number of maps.
  func wordsOfWindows(maps: Int) -> [String] {
    let size = "\(rows.windowExtent)×\(columns.windowExtent)"
    let isSideBySide = rows.stride == rows.windowExtent && columns.stride == columns.windowExtent
    let lies = isSideBySide ? "side by side" : "\(rows.stride) rows and \(columns.stride) columns apart"
    let count = "\(columns.outputExtent) across, \(rows.outputExtent) down"
    return [
      "Windows of \(size) \(lies): \(count), in each of the \(maps) maps.",
      "Windows of \(size) \(lies): \(count), in each map.",
    ]
  }

  /// What is said of the token that gives the strides.
  func wordsOfStrides(isSame: Bool) -> LineWords {
    LineWords(
      "strides=\(strides): the window moves so far at a time: fewer stops, a smaller map.",
      shape: "\(rows.wordsOfStops(isSame: isSame)) rows, \(columns.wordsOfStops(isSame: isSame)) columns")
  }

  /// What is said of strides, a padding with zeros and a dilation, with how the shape comes about; `nil` for other
  /// tokens.
  func words(
    _ meaning: ListingToken.Meaning, _ border: Border, maps: String, in context: LayerContext
  ) -> LineWords? {
    switch meaning {
    case .strides: wordsOfStrides(isSame: context.isSame(self))
    case .padding: wordsOfZeros(context.padding(border), context.shapeArithmetic(self, maps: maps))
    case .dilation: wordsOfDilation
    default: nil
    }
  }

  private func wordsOfZeros(_ padding: String?, _ shapeArithmetic: String) -> LineWords {
    let border = (rows.paddingBefore + rows.paddingAfter, columns.paddingBefore + columns.paddingAfter)
    return LineWords(
      "\(padding ?? "padding"): a border of zeros, \(border.0) rows and \(border.1) columns in all, is added.",
      shape: shapeArithmetic)
  }

  private var wordsOfDilation: LineWords {
    LineWords(
      "dilation_rate=\(Size2D(height: rows.dilation, width: columns.dilation)): the window reads "
        + "\(rows.wordsOfDilation("row")) and \(columns.wordsOfDilation("column")).",
      shape: "\(rows.wordsOfReach) rows and \(columns.wordsOfReach) columns from the first to the last")
  }
}

extension WindowAxis {
  /// Which places the window reads: `every row`, `one row in 2`.
  fileprivate func wordsOfDilation(_ noun: String) -> String {
    dilation == 1 ? "every \(noun)" : "one \(noun) in \(dilation)"
  }

  /// How far the window reaches: `(3−1)·2+1 = 5`.
  fileprivate var wordsOfReach: String {
    "(\(windowExtent)\(NumberText.minus)1)·\(dilation)+1 = \(reach)"
  }

  /// How many stops a stride leaves: `(32−3)÷2 = 14.5 → 14, + 1 = 15`.
  fileprivate func wordsOfStops(isSame: Bool) -> String {
    guard !isSame, paddingBefore + paddingAfter == 0 else {
      return "\(arithmetic(isSame: isSame)) = \(outputExtent)"
    }
    let room = inputExtent - reach
    let quotient = Double(room) / Double(stride)
    let result =
      room.isMultiple(of: stride)
      ? "\(room / stride)" : "\(NumberText.fixed(quotient, decimals: 1)) → \(room / stride)"
    return "(\(inputExtent)\(NumberText.minus)\(reach))÷\(stride) = \(result), + 1 = \(outputExtent)"
  }
}

/// Rows or columns as words: `row 12`, `rows 18–20`, `rows 3, 7 and 11`.
public func counted(_ noun: String, _ places: [Int]) -> String {
  guard let first = places.first, let last = places.last else { return "no \(noun)" }
  if places.count == 1 { return "\(noun) \(first)" }
  if last - first == places.count - 1 { return "\(noun)s \(first)–\(last)" }
  return "\(noun)s " + places.dropLast().map(String.init).joined(separator: ", ") + " and \(last)"
}

extension WindowGrid {
  /// The places under the window as words: `rows 18–20, columns 27–29`; padding is named where there is some.
  func placesInWords(row: Int, column: Int) -> String {
    let rowPlaces = rows.placesRead(at: row)
    let columnPlaces = columns.placesRead(at: column)
    let words = counted("row", rowPlaces) + ", " + counted("column", columnPlaces)
    let isWhole = rowPlaces.count == rows.windowExtent && columnPlaces.count == columns.windowExtent
    return isWhole ? words : words + " and padding"
  }
}

extension WindowAxis {
  /// The places of the input that the window reads at a stop, in ascending order.
  fileprivate func placesRead(at stop: Int) -> [Int] {
    taps(at: stop).filter { (0..<inputExtent).contains($0) }
  }

  /// How the output's extent comes about: `32−3+1`, `30÷2`, `⌊13÷2⌋`, `⌊(32−3)÷2⌋+1`, padded `32+2−3+1`, and where the
  /// padding is `same` `⌈32÷2⌉`.
  func arithmetic(isSame: Bool) -> String {
    let (minus, border) = (NumberText.minus, paddingBefore + paddingAfter)
    if isSame {
      if stride > 1 { return divided("\(inputExtent)", inputExtent, up: true) }
      if border == 0 { return "\(inputExtent)" }
    }
    let extent = border == 0 ? "\(inputExtent)" : "\(inputExtent)+\(border)"
    if stride == 1 { return "\(extent)\(minus)\(reach)+1" }
    if stride == reach, border == 0 { return divided(extent, inputExtent, up: false) }
    return divided("(\(extent)\(minus)\(reach))", inputExtent + border - reach, up: false) + "+1"
  }

  /// A division by the stride, in the brackets of its rounding where it needs one.
  private func divided(_ text: String, _ value: Int, up: Bool) -> String {
    let quotient = "\(text)÷\(stride)"
    if value.isMultiple(of: stride) { return quotient }
    return up ? "⌈\(quotient)⌉" : "⌊\(quotient)⌋"
  }
}
