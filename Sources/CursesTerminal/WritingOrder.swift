internal import CellScreen

/// A cell to be written, and where.
struct ChangedCell {
  let row: Int
  let column: Int
  let look: PresentedCell
  /// Whether its character takes the next column too.
  let isWide: Bool
}

/// The order in which a terminal is told cells: those of the same colours one after the other, wherever they stand.
///
/// A terminal is told a colour in 9 to 18 bytes and a place in 3 to 9, and a picture has few colours. So it takes
/// half as much to send it by colours as row by row.
struct WritingOrder {
  /// What a terminal draws characters with.
  private struct Ink: Hashable {
    let colour: TerminalColour
    let attributes: Style.Attributes
  }

  /// The cells of one ground, by their numbers: those of each ink, and those that are blank.
  private struct Ground {
    var inks: [Ink] = []
    var cells: [[Int]] = []
    var blanks: [Int] = []
    var places: [Ink: Int] = [:]

    /// Adds a cell; returns the place of its ink.
    mutating func add(_ cell: Int, _ ink: Ink) -> Int {
      if let place = places[ink] {
        cells[place].append(cell)
        return place
      }
      places[ink] = inks.count
      inks.append(ink)
      cells.append([cell])
      return inks.count - 1
    }

    /// Adds a blank cell behind one of an ink.
    mutating func addBlank(_ cell: Int, behindInk place: Int?) {
      if let place { cells[place].append(cell) } else { blanks.append(cell) }
    }

    /// Puts the blanks that stand behind nothing, which any ink can write, among the most cells of one ink.
    mutating func placeBlanks() {
      let most = cells.indices.max { cells[$0].count < cells[$1].count }
      guard !blanks.isEmpty, let most else { return }
      cells[most] = (cells[most] + blanks).sorted()
      blanks = []
    }
  }

  private var grounds: [Ground] = []
  /// Grounds by the colours of their inks, the last one first.
  private var groundsOfInk: [TerminalColour: [Int]] = [:]

  /// The numbers of cells, given in the order of reading, in the order of writing; among those of the same colours
  /// that is the order of reading.
  static func numbers(of cells: [ChangedCell]) -> [Int] {
    var order = WritingOrder(cells)
    return order.chain()
  }

  private init(_ cells: [ChangedCell]) {
    var places: [TerminalColour: Int] = [:]
    // The ink of the cell before, where a blank between words is written along.
    var before: (row: Int, end: Int, ground: Int, ink: Int)?
    for (number, cell) in cells.enumerated() {
      let place = places[cell.look.background] ?? grounds.count
      if place == grounds.count {
        places[cell.look.background] = place
        grounds.append(Ground())
      }
      let isBehind = before.map { ($0.row, $0.end, $0.ground) == (cell.row, cell.column, place) } ?? false
      var ink = isBehind ? before?.ink : nil
      if cell.look.isBlank {
        grounds[place].addBlank(number, behindInk: ink)
      } else {
        ink = grounds[place].add(
          number, Ink(colour: cell.look.foreground, attributes: cell.look.attributes))
      }
      before = ink.map { (cell.row, cell.column + (cell.isWide ? 2 : 1), place, $0) }
    }
    for place in grounds.indices.reversed() {
      grounds[place].placeBlanks()
      for ink in grounds[place].inks { groundsOfInk[ink.colour, default: []].append(place) }
    }
  }

  /// The cells of all grounds, each ground after one that ends with an ink that it has too, where there is one.
  private mutating func chain() -> [Int] {
    var chained: [Int] = []
    var isDone = [Bool](repeating: false, count: grounds.count)
    var next = 0
    var ink: Ink?
    while true {
      while next < grounds.count, isDone[next] { next += 1 }
      guard next < grounds.count else { return chained }
      let place = takeGround(of: ink, where: { !isDone[$0] }) ?? next
      isDone[place] = true
      chained += grounds[place].blanks
      for group in Self.groups(of: grounds[place].inks, after: ink) {
        chained += grounds[place].cells[group]
        ink = grounds[place].inks[group]
      }
    }
  }

  /// The first ground with an ink of the same colour that wasn't taken before.
  private mutating func takeGround(of ink: Ink?, where isLeft: (Int) -> Bool) -> Int? {
    guard let colour = ink?.colour else { return nil }
    while let place = groundsOfInk[colour]?.popLast() {
      if isLeft(place) { return place }
    }
    return nil
  }

  /// The places of a ground's inks, the first like the ink of before if one is, so that weights change seldom.
  private static func groups(of inks: [Ink], after before: Ink?) -> [Int] {
    func likeness(_ ink: Ink) -> Int {
      (ink.colour == before?.colour ? 2 : 0) + (ink.attributes == before?.attributes ? 1 : 0)
    }
    let first = inks.indices.max { (likeness(inks[$0]), -$0) < (likeness(inks[$1]), -$1) }
    guard let first else { return [] }
    let weights = inks.map { $0.attributes.symmetricDifference(inks[first].attributes).rawValue }
    let others = inks.indices.filter { $0 != first }
    return [first] + others.sorted { (weights[$0], $0) < (weights[$1], $1) }
  }
}
