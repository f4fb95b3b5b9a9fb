/// The colours that the roles have, for terminals of every depth.
///
/// Ordinary words and the ground of the page are the terminal's own.
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

  private var paints: [Role: Paint]

  /// Makes a theme; roles that are not named have the terminal's own colour.
  public init(_ paints: [Role: Paint]) {
    self.paints = paints
  }

  /// The paint of a role.
  public func paint(_ role: Role) -> Paint { paints[role] ?? .standard }

  /// The colours for a dark page.
  public static let dark = Theme([
    .dim: Paint(RGB(138, 138, 143), index256: 245),
    .accent: Paint(RGB(255, 200, 87), index256: 221, index8: 3, emphasis: .bold),
    .selection: Paint(RGB(45, 45, 60), index256: 236, index8: 4, emphasis: .bold),
    .shape: Paint(RGB(135, 200, 255), index256: 117, index8: 6),
    .positive: Paint(RGB(232, 125, 100), index256: 209, index8: 1),
    .negative: Paint(RGB(105, 175, 230), index256: 74, index8: 6),
    .red: Paint(RGB(235, 95, 85), index256: 203, index8: 1),
    .green: Paint(RGB(90, 200, 110), index256: 77, index8: 2),
    .blue: Paint(RGB(105, 150, 255), index256: 69, index8: 6),
    .bar: Paint(RGB(90, 160, 230), index256: 74, index8: 6),
    .gutter: Paint(RGB(72, 72, 80), index256: 239),
    .notComputed: Paint(RGB(138, 138, 143), index256: 245),
    .warning: Paint(RGB(255, 110, 80), index256: 203, index8: 1, emphasis: .bold),
  ])
}
