internal import CellScreen

/// Numbers for pairs of colours: ncurses knows a cell's colours by such a number only.
///
/// ncurses would number pairs itself, but when it runs out it takes the number of a pair that is still on the
/// screen, whose cells then change colour. Here a full table says so, and the caller begins a new one and
/// draws everything again.
struct PairTable {
  /// What a lookup found.
  enum Entry: Equatable {
    /// The pair has this number.
    case known(Int32)
    /// The pair gets this number; ncurses must be told.
    case new(Int32)
    /// There are no more numbers.
    case full
  }

  /// Two colours as ncurses has them: −1, or an index, or 0xRRGGBB.
  struct Colours: Hashable {
    let foreground: Int32
    let background: Int32

    init(_ cell: PresentedCell) {
      foreground = Self.code(cell.foreground)
      background = Self.code(cell.background)
    }

    private static func code(_ colour: TerminalColour) -> Int32 {
      switch colour {
      case .standard: -1
      case .indexed(let index): Int32(index)
      case .rgb(let colour): Int32(colour.red) << 16 | Int32(colour.green) << 8 | Int32(colour.blue)
      }
    }
  }

  /// The largest number that may be given; 0 is the terminal's own colours.
  private let last: Int32
  private var numbers: [Colours: Int32] = [:]

  /// Makes a table of as many pairs as ncurses has, at most 65,535: beyond, it draws wrong colours.
  init(count: Int) {
    last = Int32(clamping: min(count, 65_536) - 1)
  }

  /// The number of a pair.
  mutating func number(of colours: Colours) -> Entry {
    if colours.foreground < 0, colours.background < 0 { return .known(0) }
    if let number = numbers[colours] { return .known(number) }
    guard numbers.count < last else { return .full }
    let number = Int32(numbers.count) + 1
    numbers[colours] = number
    return .new(number)
  }

  /// Begins anew.
  mutating func removeAll() {
    numbers.removeAll(keepingCapacity: true)
  }
}
