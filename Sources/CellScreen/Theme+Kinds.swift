extension Theme {
  /// Light words on a dark page.
  public static let dark = Theme(
    page: Paint(RGB(18, 18, 18), index256: 233, index8: 0),
    [
      .text: Paint(RGB(218, 218, 218), index256: 253, index8: 7),
      .dim: Paint(RGB(158, 158, 158), index256: 247, index8: 7),
      .accent: Paint(RGB(255, 200, 87), index256: 221, index8: 3, emphasis: .bold),
      .selection: Paint(RGB(45, 45, 60), index256: 236, index8: 4, emphasis: .bold),
      .shape: Paint(RGB(135, 200, 255), index256: 117, index8: 6),
      .positive: Paint(RGB(232, 125, 100), index256: 209, index8: 3),
      .negative: Paint(RGB(105, 175, 230), index256: 74, index8: 6),
      .red: Paint(RGB(235, 95, 85), index256: 203, index8: 3),
      .green: Paint(RGB(90, 200, 110), index256: 77, index8: 2),
      .blue: Paint(RGB(105, 150, 255), index256: 69, index8: 6),
      .bar: Paint(RGB(90, 160, 230), index256: 74, index8: 6),
      .gutter: Paint(RGB(98, 98, 98), index256: 241, index8: 7),
      .notComputed: Paint(RGB(158, 158, 158), index256: 247, index8: 7),
      .warning: Paint(RGB(255, 110, 80), index256: 203, index8: 3, emphasis: .bold),
    ])

  /// Dark words on a white page.
  public static let light = Theme(
    page: Paint(RGB(255, 255, 255), index256: 231, index8: 7),
    [
      .text: Paint(RGB(24, 24, 28), index256: 234, index8: 0),
      .dim: Paint(RGB(90, 90, 96), index256: 240, index8: 0),
      .accent: Paint(RGB(165, 75, 0), index256: 130, index8: 4, emphasis: .bold),
      .selection: Paint(RGB(230, 235, 247), index256: 230, index8: 3, emphasis: .bold),
      .shape: Paint(RGB(0, 90, 140), index256: 24, index8: 0),
      .positive: Paint(RGB(178, 30, 45), index256: 124, index8: 1),
      .negative: Paint(RGB(20, 90, 170), index256: 25, index8: 4),
      .red: Paint(RGB(190, 30, 30), index256: 124, index8: 1),
      .green: Paint(RGB(20, 110, 40), index256: 22, index8: 0),
      .blue: Paint(RGB(35, 75, 190), index256: 26, index8: 4),
      .bar: Paint(RGB(55, 120, 190), index256: 31, index8: 4),
      .gutter: Paint(RGB(146, 146, 152), index256: 246, index8: 0),
      .notComputed: Paint(RGB(90, 90, 96), index256: 240, index8: 0),
      .warning: Paint(RGB(175, 35, 0), index256: 124, index8: 1, emphasis: .bold),
    ])

  /// White words and bright colours on a black page: for projectors and tired eyes.
  public static let contrast = Theme(
    page: Paint(RGB(0, 0, 0), index256: 16, index8: 0),
    [
      .text: Paint(RGB(255, 255, 255), index256: 231, index8: 7),
      .dim: Paint(RGB(205, 205, 210), index256: 252, index8: 7),
      .accent: Paint(RGB(255, 225, 0), index256: 220, index8: 3, emphasis: .bold),
      .selection: Paint(RGB(0, 45, 130), index256: 18, index8: 4, emphasis: .bold),
      .shape: Paint(RGB(140, 225, 255), index256: 123, index8: 6),
      .positive: Paint(RGB(255, 150, 125), index256: 216, index8: 3),
      .negative: Paint(RGB(125, 205, 255), index256: 117, index8: 6),
      .red: Paint(RGB(255, 135, 125), index256: 210, index8: 3),
      .green: Paint(RGB(110, 240, 130), index256: 120, index8: 2),
      .blue: Paint(RGB(160, 190, 255), index256: 111, index8: 6),
      .bar: Paint(RGB(110, 190, 255), index256: 75, index8: 6),
      .gutter: Paint(RGB(130, 130, 138), index256: 244, index8: 7),
      .notComputed: Paint(RGB(205, 205, 210), index256: 252, index8: 7),
      .warning: Paint(RGB(255, 150, 110), index256: 209, index8: 3, emphasis: .bold),
    ])
}
