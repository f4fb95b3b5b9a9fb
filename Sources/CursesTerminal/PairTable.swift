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
    /// The pair gets this number; ncurses must be told its colours.
    case new(Int32, Colours)
    /// There are no more numbers.
    case full
  }

  /// How colours become numbers for ncurses.
  struct Numbering {
    /// Whether the terminal database has the palette's colours from 16 on as 0xRRGGBB, as `xterm-direct` has.
    var isDirect = false
    /// Whether each exact colour is the one of the palette that looks nearest.
    var rounds = false
  }

  /// Two colours as ncurses has them: −1 for the terminal's own, an index of the palette, 0xRRGGBB, or 0x1000000 and
  /// an index of the palette (see `assets/terminfo/cnnview.terminfo`).
  struct Colours: Hashable {
    let foreground: Int32
    let background: Int32

    /// An ink on a ground.
    init(
      _ foreground: TerminalColour, on background: TerminalColour, _ numbering: Numbering = Numbering()
    ) {
      self.foreground = Self.number(of: foreground, numbering)
      self.background = Self.number(of: background, numbering)
    }

    private static func number(of colour: TerminalColour, _ numbering: Numbering) -> Int32 {
      switch colour {
      case .standard: return -1
      case .indexed(let index) where index >= 16 && numbering.isDirect:
        // The first eight numbers are colours that people give other looks: black is all but black.
        return max(8, parts(of: Palette256.rgb(index)))
      case .indexed(let index): return Int32(index)
      case .rgb(let exact):
        let told = numbering.rounds ? Palette256.rgb(Palette256.nearest(to: exact)) : exact
        // Its number in the palette is shorter to send.
        return Palette256.index(of: told).map { 0x1_00_00_00 + Int32($0) } ?? parts(of: told)
      }
    }

    private static func parts(of colour: RGB) -> Int32 {
      Int32(colour.red) << 16 | Int32(colour.green) << 8 | Int32(colour.blue)
    }
  }

  /// The largest number that may be given; 0 is the terminal's own colours.
  private let last: Int32
  private var numbers: [Colours: Int32] = [:]
  private(set) var numbering: Numbering

  /// Makes a table of as many pairs as ncurses has, at most 65,535: beyond, it draws wrong colours.
  init(count: Int, isDirect: Bool = false) {
    last = Int32(clamping: min(count, 65_536) - 1)
    numbering = Numbering(isDirect: isDirect)
  }

  /// Whether no pair has a number yet.
  var isEmpty: Bool { numbers.isEmpty }

  /// The number of an ink on a ground.
  mutating func number(of foreground: TerminalColour, on background: TerminalColour) -> Entry {
    let colours = Colours(foreground, on: background, numbering)
    if colours.foreground < 0, colours.background < 0 { return .known(0) }
    if let number = numbers[colours] { return .known(number) }
    guard numbers.count < last else { return .full }
    let number = Int32(numbers.count) + 1
    numbers[colours] = number
    return .new(number, colours)
  }

  /// Begins anew; `rounds`: exact colours become those of the palette, of which no screen has too many pairs.
  mutating func removeAll(rounds: Bool = false) {
    numbers.removeAll(keepingCapacity: true)
    numbering.rounds = rounds
  }
}
