/// The colours that the page and the roles have, for terminals of every depth.
///
/// A theme brings its own page, so that what it says about contrast holds on every terminal, whatever colours its
/// owner gave it. Only without colours words and page are the terminal's own.
public struct Theme: Hashable, Sendable {
  /// The colour of one role.
  public struct Paint: Hashable, Sendable {
    /// The colour where any can be shown; nil is the terminal's own.
    public let rgb: RGB?
    /// The entry of the 256-colour palette; nil is the terminal's own.
    public let index256: UInt8?
    /// The colour where there are eight (0 black, red, green, yellow, blue, magenta, cyan, 7 white).
    public let index8: UInt8?
    /// What stands in for the colour where there is none.
    public let emphasis: Style.Attributes

    /// Makes a paint; without `index256` the entry nearest to `rgb`.
    public init(
      _ rgb: RGB?, index256: UInt8? = nil, index8: UInt8? = nil, emphasis: Style.Attributes = []
    ) {
      self.rgb = rgb
      self.index256 = index256 ?? rgb.map(Palette256.nearest(to:))
      self.index8 = index8
      self.emphasis = emphasis
    }

    /// The terminal's own colour.
    public static let standard = Paint(nil)
  }

  /// The ground on which everything stands.
  public let page: Paint
  private let paints: [Role: Paint]

  /// Makes a theme; roles that are not named have the colour of ordinary words.
  public init(page: Paint, _ paints: [Role: Paint]) {
    self.page = page
    self.paints = paints
  }

  /// Whether ink is darker than the page.
  var isLight: Bool { (page.rgb?.luminance ?? 0) > (paint(.text).rgb?.luminance ?? 1) }

  /// The paint of a role.
  public func paint(_ role: Role) -> Paint { paints[role] ?? paints[.text] ?? .standard }
}
