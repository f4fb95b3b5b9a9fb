public import CellScreen

/// The list of bundled pictures, from which one is chosen to be opened.
public struct PictureChoice: Equatable, Sendable {
  /// A picture that can be chosen.
  public struct Entry: Equatable, Sendable {
    /// What it is called.
    public let name: String
    /// Whether something is out of place in it.
    public let isPuzzle: Bool

    /// Names a picture.
    public init(name: String, isPuzzle: Bool) {
      self.name = name
      self.isPuzzle = isPuzzle
    }
  }

  /// What follows from a key.
  public enum Outcome: Equatable, Sendable {
    /// The list stays.
    case stays
    /// The picture of an index is to be opened.
    case opens(Int)
    /// Nothing is to be opened.
    case leaves
    /// The screen is to be drawn anew.
    case redraws
    /// The program is to go to the background.
    case suspends
  }

  /// The pictures.
  public let entries: [Entry]
  /// The index of the one that is chosen.
  public private(set) var chosen = 0
  /// The rows of the screen.
  public var rows: Int
  /// The columns of the screen.
  public var columns: Int
  /// What words are made of.
  public var repertoire = Repertoire.unicode
  /// Why the last key could not act, in words.
  public private(set) var notice: String?

  /// The list at the start: the first picture is chosen.
  public init(_ entries: [Entry], rows: Int, columns: Int) {
    self.entries = entries
    self.rows = rows
    self.columns = columns
  }

  /// How many pictures the screen has room for.
  public var room: Int { max(1, rows - Self.rowsAround) }

  /// The rows above and below the list: what it is, a blank, a blank, and the keys.
  private static let rowsAround = 4

  /// The indices of the pictures that are seen, the chosen one among them.
  public var seen: Range<Int> {
    let first = min(max(0, chosen - room / 2), max(0, entries.count - room))
    return first..<min(first + room, entries.count)
  }

  /// Follows a key.
  public mutating func press(_ key: KeyPress) -> Outcome {
    notice = nil
    let last = max(0, entries.count - 1)
    switch key {
    case .up, .character("k"): chosen = max(0, chosen - 1)
    case .down, .character("j"): chosen = min(last, chosen + 1)
    case .pageUp: chosen = max(0, chosen - room)
    case .pageDown: chosen = min(last, chosen + room)
    case .home: chosen = 0
    case .end: chosen = last
    case .enter, .right: return entries.isEmpty ? .stays : .opens(chosen)
    case .escape, .left, .character("q"), .control("c"), .control("d"): return .leaves
    case .control("l"): return .redraws
    case .control("z"): return .suspends
    case .character, .control, .backspace, .tab, .backTab, .f5, .unknown:
      notice = repertoire.whileWriting { PictureChoiceWords.refusal(key) }
    }
    return .stays
  }
}
