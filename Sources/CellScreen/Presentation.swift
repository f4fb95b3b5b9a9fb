/// How many colours are shown.
public enum ColourDepth: String, Hashable, Sendable, CaseIterable {
  /// Any colour of 8-bit red, green and blue.
  case truecolour
  /// xterm's palette of 256.
  case colours256
  /// The eight colours of the oldest colour terminals.
  case colours8
  /// No colour: characters, bold, underline and reverse only.
  case none
}

/// A colour as a terminal is told it.
public enum TerminalColour: Hashable, Sendable {
  /// The terminal's own default.
  case standard
  /// An entry of the palette: 0 to 7, or 16 to 255 where there are 256.
  case indexed(UInt8)
  /// An exact colour.
  case rgb(RGB)

  /// The colour as a palette of xterm's would show it; nil for the terminal's own.
  public var rgb: RGB? {
    switch self {
    case .standard: nil
    case .indexed(let index) where index < 8: Self.basic[Int(index)]
    case .indexed(let index): Palette256.rgb(index)
    case .rgb(let colour): colour
    }
  }

  /// Typical values of the eight colours; terminals differ.
  private static let basic: [RGB] = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0),
    RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229),
  ]
}

/// A cell as a terminal shows it.
public struct PresentedCell: Hashable, Sendable {
  /// The grapheme; nil for the right half of a wide one, which is written with its left half.
  public var glyph: Glyph?
  /// The colour of the ink.
  public var foreground = TerminalColour.standard
  /// The colour of the ground.
  public var background = TerminalColour.standard
  /// Bold, underlined, reversed.
  public var attributes: Style.Attributes = []

  /// Makes a cell in the terminal's own colours unless told otherwise.
  public init(
    _ character: Character?, _ foreground: TerminalColour = .standard,
    on background: TerminalColour = .standard, _ attributes: Style.Attributes = []
  ) {
    self.init(glyph: character.map { Glyph($0) }, foreground, on: background, attributes)
  }

  /// Makes a cell of a grapheme.
  init(
    glyph: Glyph?, _ foreground: TerminalColour, on background: TerminalColour, _ attributes: Style.Attributes
  ) {
    self.glyph = glyph
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The grapheme as a character.
  public var character: Character? {
    get { glyph?.character }
    set { glyph = newValue.map { Glyph($0) } }
  }
}

/// How cells become characters and colours: what the terminal can show and how the reader wants it.
public struct Presentation: Hashable, Sendable {
  /// What a cell of two pixels is drawn with.
  public enum PixelGlyphs: String, Hashable, Sendable, CaseIterable {
    /// An upper half block with two colours: two square pixels a cell.
    case half
    /// A lower half block, for fonts in which the upper one leaves a seam.
    case lower
    /// One shade of rising weight a cell; the only way where there are fewer than 256 colours.
    case shade
    /// As `shade`, and everything else too, in the characters of ASCII.
    case ascii

    /// Whether a cell shows two pixels of different colours.
    public var hasTwoColours: Bool { self == .half || self == .lower }
  }

  /// The colours that can be shown.
  public let depth: ColourDepth
  /// The colours of the roles.
  public let theme: Theme
  /// What pixels are drawn with.
  public let pixels: PixelGlyphs

  private let ink: TerminalColour
  private let page: TerminalColour
  /// The colour of each role, and of each position of each colour map, as they are asked for cell by cell.
  private let roles: [TerminalColour]
  private let ramps: [[TerminalColour]]

  /// Makes a presentation; pixels are shades where half blocks can't have their colours.
  public init(_ depth: ColourDepth, theme: Theme = .dark, pixels: PixelGlyphs = .half) {
    self.depth = depth
    self.theme = theme
    let isRich = depth == .truecolour || depth == .colours256
    self.pixels = pixels.hasTwoColours && !isRich ? .shade : pixels
    ink = depth.colour(of: theme.paint(.text))
    page = depth.colour(of: theme.page)
    roles = Role.allCases.map { role in
      role == .text || role == .code ? .standard : depth.colour(of: theme.paint(role))
    }
    ramps = ColourMap.allCases.map { depth.ramp(of: $0, onLightPage: theme.isLight) }
  }

  /// Characters only.
  public static let plain = Presentation(.none)

  /// What the terminal is told to show in a cell.
  public func present(_ cell: Cell) -> PresentedCell {
    var shown =
      switch cell.content {
      case .glyph(let glyph): styled(glyph, cell.style)
      case .continuation: styled(nil, cell.style)
      case .pixels(let upper, let lower) where pixels.hasTwoColours: halves(upper, lower)
      case .pixels(let upper, let lower): shade(upper, lower)
      }
    if shown.foreground == .standard { shown.foreground = ink }
    if shown.background == .standard { shown.background = page }
    if pixels == .ascii { shown.glyph = shown.glyph.map(ASCII.glyph) }
    return shown
  }

  /// Whether words are shown in their own characters, so that those of a style differ in nothing else.
  package var keepsCharacters: Bool { pixels.hasTwoColours }

  /// A cell with nothing in it.
  public var blank: PresentedCell { PresentedCell(" ", ink, on: page) }

  private func styled(_ glyph: Glyph?, _ style: Style) -> PresentedCell {
    let ground = colour(style.background, on: .standard)
    var attributes = style.attributes
    // Where colours may not tell a bar of what is taken away, it is dashed.
    let isTaken = !pixels.hasTwoColours && style.foreground == .role(.negative)
    let shown = isTaken && glyph.map { "▄▖▗█▌▐".contains($0.character) } == true ? "-" : glyph
    if depth == .none {
      attributes.formUnion(emphasis(style.foreground).union(emphasis(style.background)))
    }
    return PresentedCell(glyph: shown, colour(style.foreground, on: ground), on: ground, attributes)
  }

  /// A colour as this depth has it.
  ///
  /// Ordinary words on a ground that isn't the page's become what stands out.
  func colour(_ colour: Colour, on ground: TerminalColour) -> TerminalColour {
    let found: TerminalColour =
      switch colour {
      case .standard, .contrast: .standard
      case .role(let role): roleColour(role)
      case .rgb(let exact): exactColour(exact)
      case .ramp(let map, let position): rampColour(map, position)
      case .zero: zeroColour
      }
    return found == .standard ? contrast(to: ground) : found
  }

  private func emphasis(_ colour: Colour) -> Style.Attributes {
    guard case .role(let role) = colour else { return [] }
    return theme.paint(role).emphasis
  }

  /// Black or white, whichever stands out; the page's ink on the page.
  func contrast(to ground: TerminalColour) -> TerminalColour {
    guard let ground = ground.rgb else { return .standard }
    let isBlack = ground.contrast(to: RGB(0, 0, 0)) > ground.contrast(to: RGB(255, 255, 255))
    switch depth {
    case .truecolour: return .rgb(isBlack ? RGB(0, 0, 0) : RGB(255, 255, 255))
    case .colours256: return .indexed(isBlack ? 16 : 231)
    case .colours8: return .indexed(isBlack ? 0 : 7)
    case .none: return .standard
    }
  }

  /// What the theme gives to a role at this depth.
  func roleColour(_ role: Role) -> TerminalColour { roles[Int(role.rawValue)] }

  /// An exact colour at this depth; nothing below 256, where characters carry what it says.
  func exactColour(_ exact: RGB) -> TerminalColour {
    switch depth {
    case .truecolour: .rgb(exact)
    case .colours256: .indexed(Palette256.nearest(to: exact))
    case .colours8, .none: .standard
    }
  }

  /// A position of a colour map at this depth.
  func rampColour(_ map: ColourMap, _ position: UInt8) -> TerminalColour { ramps[map.place][Int(position)] }

  /// The colour of what is exactly 0: the page's on light pages, else black.
  var zeroColour: TerminalColour {
    theme.isLight && (depth == .truecolour || depth == .colours256) ? page : exactColour(RGB(0, 0, 0))
  }
}

extension ColourDepth {
  /// A paint's colour at this depth.
  fileprivate func colour(of paint: Theme.Paint) -> TerminalColour {
    switch self {
    case .truecolour: paint.rgb.map(TerminalColour.rgb) ?? .standard
    case .colours256: paint.index256.map(TerminalColour.indexed) ?? .standard
    case .colours8: paint.index8.map(TerminalColour.indexed) ?? .standard
    case .none: .standard
    }
  }

  /// The colours of a map at all positions, as a page has them.
  fileprivate func ramp(of map: ColourMap, onLightPage isLight: Bool) -> [TerminalColour] {
    let map = map.onPage(isLight: isLight)
    let isTurned = map.isTurned(onLightPage: isLight)
    return (UInt8.min...UInt8.max).map { position in
      switch self {
      case .truecolour:
        let step = map.step(at: position)
        return .rgb(map.rgb(at: isTurned ? 255 - step : step))
      case .colours256:
        return .indexed(isTurned ? map.turnedIndex256(at: position) : map.index256(at: position))
      case .colours8, .none: return .standard
      }
    }
  }
}
