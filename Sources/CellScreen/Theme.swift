/// The colours that the page and the roles have, for terminals of every depth.
///
/// A theme brings its own page, so that what it says about contrast holds on every terminal, whatever colours its
/// owner gave it. Only without colours words and page are the terminal's own.
public struct Theme: Hashable, Sendable {
  /// The colour of one role.
  ///
  /// One entry of xterm's palette serves terminals of 256 colours and of any colour: words look the same on both, and
  /// an entry's number is half as long to send as three parts.
  public struct Paint: Hashable, Sendable {
    /// The entry of the 256-colour palette; nil is the terminal's own colour.
    public let index256: UInt8?
    /// The colour where there are eight (0 black, red, green, yellow, blue, magenta, cyan, 7 white).
    public let index8: UInt8?
    /// What stands in for the colour where there is none.
    public let emphasis: Style.Attributes

    /// Makes a paint of an entry of the palette, from 16 on.
    public init(_ index256: UInt8?, index8: UInt8? = nil, emphasis: Style.Attributes = []) {
      self.index256 = index256
      self.index8 = index8
      self.emphasis = emphasis
    }

    /// The colour where any can be shown; nil is the terminal's own.
    public var rgb: RGB? { index256.map(Palette256.rgb) }

    /// The terminal's own colour.
    public static let standard = Paint(nil)
  }

  /// The ground on which everything stands.
  public let page: Paint
  private let paints: [Role: Paint]
  /// Whether ink is darker than the page.
  let isLight: Bool

  /// Makes a theme; roles that are not named have the colour of ordinary words.
  public init(page: Paint, _ paints: [Role: Paint]) {
    self.page = page
    self.paints = paints
    isLight = (page.rgb?.luminance ?? 0) > (paints[.text]?.rgb?.luminance ?? 1)
  }

  /// The paint of a role.
  public func paint(_ role: Role) -> Paint { paints[role] ?? paints[.text] ?? .standard }
}
