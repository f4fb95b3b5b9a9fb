/// A colour of 8-bit red, green and blue in sRGB.
public struct RGB: Hashable, Sendable {
  /// The red part, 0 to 255.
  public let red: UInt8
  /// The green part, 0 to 255.
  public let green: UInt8
  /// The blue part, 0 to 255.
  public let blue: UInt8

  /// Makes a colour of its three parts.
  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// How bright the colour looks, 0 to 1: the luma 0.2126 R + 0.7152 G + 0.0722 B of its sRGB parts.
  public var luma: Double {
    (0.2126 * Double(red) + 0.7152 * Double(green) + 0.0722 * Double(blue)) / 255
  }

  /// The colour of a photograph's negative.
  var inverted: RGB { RGB(255 - red, 255 - green, 255 - blue) }
}

/// What a piece of the screen is for; a theme says which colour that is.
public enum Role: UInt8, Hashable, Sendable, CaseIterable {
  /// Ordinary words.
  case text
  /// Words that matter less: labels, units, rules.
  case dim
  /// The selected thing: its line, its words.
  case accent
  /// Marks beside maps: frames of the selection, ruler bars.
  case mark
  /// The background of the selected line.
  case selection
  /// Code of the listing.
  case code
  /// Shapes and shape arithmetic.
  case shape
  /// Quantities added.
  case positive
  /// Quantities taken away.
  case negative
  /// The first input channel of a picture.
  case red
  /// The second input channel of a picture.
  case green
  /// The third input channel of a picture.
  case blue
  /// The bars of logits and histograms.
  case bar
  /// The space between maps.
  case gutter
  /// What is not computed yet.
  case notComputed
  /// Something went wrong, or a number is NaN or infinite.
  case warning
}

/// The colour of a cell's ink or ground, before it is known what the terminal can show.
public enum Colour: Hashable, Sendable {
  /// The terminal's own default.
  case standard
  /// What the theme gives to a role.
  case role(Role)
  /// An exact colour: a pixel of a picture.
  case rgb(RGB)
  /// A position 0…255 on a colour map.
  case ramp(ColourMap, UInt8)
  /// What a number has that is exactly 0.
  case zero
  /// As ink: black or white, whichever stands out from the cell's ground.
  case contrast
}
