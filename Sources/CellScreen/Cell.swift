/// How a cell is drawn besides its character.
public struct Style: Hashable, Sendable {
  /// Ways of drawing that work without colour.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8
    /// Makes a set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Heavier strokes.
    public static let bold = Attributes(rawValue: 1)
    /// A line below.
    public static let underline = Attributes(rawValue: 2)
    /// Ink and ground exchanged.
    public static let reverse = Attributes(rawValue: 4)
  }

  /// The colour of the ink.
  public var foreground: Colour
  /// The colour of the ground.
  public var background: Colour
  /// Bold, underlined, reversed.
  public var attributes: Attributes

  /// Makes a style; the terminal's own colours by default.
  public init(
    _ foreground: Colour = .role(.text), on background: Colour = .standard, _ attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// A style whose ink has the colour of a role.
  public static func role(_ role: Role, _ attributes: Attributes = []) -> Style {
    Style(.role(role), attributes)
  }

  /// A style whose ink has a colour, on the terminal's own ground.
  public init(_ foreground: Colour, _ attributes: Attributes) {
    self.init(foreground, on: .standard, attributes)
  }

  /// Ordinary words.
  public static let text = Style()
  /// Words that matter less.
  public static let dim = Style.role(.dim)

  /// This style on another ground.
  public func on(_ background: Colour) -> Style {
    Style(foreground, on: background, attributes)
  }

  /// This style with more attributes.
  public func with(_ more: Attributes) -> Style {
    Style(foreground, on: background, attributes.union(more))
  }
}

/// What a number, or a picture, looks like at one place.
public enum Tone: Hashable, Sendable {
  /// A number that is exactly 0.
  case zero
  /// A number other than 0, by its position 0…255 on a colour map.
  case value(ColourMap, UInt8)
  /// A pixel of a photograph.
  case picture(RGB)
  /// A number by its position 0…255 on a diverging colour map, over a pixel of a photograph, which shows through the more
  /// the nearer the number is to 0.
  case over(RGB, ColourMap, UInt8)
  /// One of things without an order, such as classes, as `CategoryColours` counts them.
  case category(UInt8)

  /// A number below 2^28 that no tone has which looks otherwise.
  fileprivate var code: UInt32 {
    switch self {
    case .zero: 0
    case .value(let map, let position): 1 << 24 | UInt32(map.place) << 8 | UInt32(position)
    case .picture(let colour):
      2 << 24 | UInt32(colour.red) << 16 | UInt32(colour.green) << 8 | UInt32(colour.blue)
    case .category(let category): 3 << 24 | UInt32(category)
    case .over(let colour, let map, let position):
      4 << 24 | NumberOverPicture.step(of: colour) << 16 | UInt32(map.place) << 8 | UInt32(position)
    }
  }
}

/// Half a cell: one square of a picture or a map.
public enum Pixel: Hashable, Sendable {
  /// Nothing: the ground of the page.
  case page
  /// The space between maps.
  case gutter
  /// A mark beside pixels: a ruler bar, the frame of the selection.
  case mark
  /// A mark on a number or a picture, from which it stands out.
  case markOver(Tone)
  /// A number that the pass has not reached.
  case notComputed
  /// NaN or ±∞.
  case notFinite
  /// A number or a picture.
  case tone(Tone)
  /// A number or a picture that nothing behind it reads.
  case neverRead(Tone)

  /// A number that no pixel has which looks otherwise.
  package var code: UInt32 {
    switch self {
    case .page: 0
    case .gutter: 1
    case .mark: 2
    case .notComputed: 3
    case .notFinite: 4
    case .tone(let tone): 1 << 28 | tone.code
    case .markOver(let tone): 2 << 28 | tone.code
    case .neverRead(let tone): 3 << 28 | tone.code
    }
  }

  /// A number that is exactly 0.
  public static let zero = Pixel.tone(.zero)
  /// A number other than 0, by its position 0…255 on a colour map.
  public static func value(_ map: ColourMap, _ position: UInt8) -> Pixel { .tone(.value(map, position)) }
  /// A pixel of a photograph.
  public static func picture(_ colour: RGB) -> Pixel { .tone(.picture(colour)) }
}

/// One place of the screen.
public struct Cell: Hashable, Sendable {
  /// What stands in a cell.
  public enum Content: Hashable, Sendable {
    /// A grapheme, one cell wide or the left half of one that is two cells wide.
    case glyph(Glyph)
    /// The right half of a wide grapheme.
    case continuation
    /// Two squares, one above the other.
    case pixels(upper: Pixel, lower: Pixel)
  }

  /// What stands in the cell.
  public var content: Content
  /// How it is drawn; of no meaning for pixels.
  public var style: Style

  /// Makes a cell with a character.
  public init(_ character: Character, _ style: Style = .text) {
    self.init(glyph: Glyph(character), style)
  }

  /// Makes a cell with a grapheme.
  package init(glyph: Glyph, _ style: Style = .text) {
    self.content = .glyph(glyph)
    self.style = style
  }

  /// Makes a cell of two pixels.
  public init(upper: Pixel, lower: Pixel) {
    self.content = .pixels(upper: upper, lower: lower)
    self.style = .text
  }

  /// Makes the right half of a wide grapheme.
  public static func continuation(_ style: Style) -> Cell {
    var cell = blank
    (cell.content, cell.style) = (.continuation, style)
    return cell
  }

  /// A cell with nothing in it.
  public static let blank = Cell(" ")

  /// Whether this is the right half of a wide grapheme.
  package var isContinuation: Bool {
    if case .continuation = content { true } else { false }
  }
}
