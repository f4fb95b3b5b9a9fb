extension Theme {
  /// Light words on a dark page.
  public static let dark = Theme(
    page: Paint(233, index8: 0),
    [
      .text: Paint(253, index8: 7),
      .dim: Paint(247, index8: 7),
      .accent: Paint(221, index8: 3, emphasis: .bold),
      .mark: Paint(231, index8: 7, emphasis: .bold),
      .selection: Paint(236, index8: 4, emphasis: .bold),
      .shape: Paint(117, index8: 6),
      .positive: Paint(209, index8: 3),
      .negative: Paint(74, index8: 6),
      .red: Paint(203, index8: 3),
      .green: Paint(77, index8: 2),
      .blue: Paint(69, index8: 6),
      .bar: Paint(74, index8: 6),
      .gutter: Paint(241, index8: 7),
      .notComputed: Paint(247, index8: 7),
      .warning: Paint(203, index8: 3, emphasis: .bold),
    ])

  /// Dark words on a white page.
  public static let light = Theme(
    page: Paint(231, index8: 7),
    [
      .text: Paint(234, index8: 0),
      .dim: Paint(240, index8: 0),
      .accent: Paint(130, index8: 4, emphasis: .bold),
      .mark: Paint(16, index8: 0, emphasis: .bold),
      .selection: Paint(230, index8: 3, emphasis: .bold),
      .shape: Paint(24, index8: 0),
      .positive: Paint(124, index8: 1),
      .negative: Paint(25, index8: 4),
      .red: Paint(124, index8: 1),
      .green: Paint(22, index8: 0),
      .blue: Paint(26, index8: 4),
      .bar: Paint(31, index8: 4),
      .gutter: Paint(246, index8: 0),
      .notComputed: Paint(240, index8: 0),
      .warning: Paint(124, index8: 1, emphasis: .bold),
    ])

  /// White words and bright colours on a black page: for projectors and tired eyes.
  public static let contrast = Theme(
    page: Paint(16, index8: 0),
    [
      .text: Paint(231, index8: 7),
      .dim: Paint(252, index8: 7),
      .accent: Paint(220, index8: 3, emphasis: .bold),
      .mark: Paint(231, index8: 7, emphasis: .bold),
      .selection: Paint(18, index8: 4, emphasis: .bold),
      .shape: Paint(123, index8: 6),
      .positive: Paint(216, index8: 3),
      .negative: Paint(117, index8: 6),
      .red: Paint(210, index8: 3),
      .green: Paint(120, index8: 2),
      .blue: Paint(111, index8: 6),
      .bar: Paint(75, index8: 6),
      .gutter: Paint(244, index8: 7),
      .notComputed: Paint(252, index8: 7),
      .warning: Paint(209, index8: 3, emphasis: .bold),
    ])
}
