/// A colour in CIELAB under D65, where equal distances look about equally large.
struct Lab: Hashable, Sendable {
  /// L*, 0 (black) to 100 (white).
  let lightness: Double
  /// a*, green to red.
  let a: Double
  /// b*, blue to yellow.
  let b: Double

  /// Converts from sRGB.
  init(_ colour: RGB) {
    let red = Self.linear[Int(colour.red)]
    let green = Self.linear[Int(colour.green)]
    let blue = Self.linear[Int(colour.blue)]
    let x = Self.compressed((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047)
    let y = Self.compressed(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue)
    let z = Self.compressed((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883)
    lightness = 116 * y - 16
    a = 500 * (x - y)
    b = 200 * (y - z)
  }

  /// The square of the distance ΔE*ab to another colour.
  func squaredDistance(to other: Lab) -> Double {
    let steps = (lightness - other.lightness, a - other.a, b - other.b)
    return steps.0 * steps.0 + steps.1 * steps.1 + steps.2 * steps.2
  }

  /// The light of each 8-bit sRGB part, 0 to 1: ((c + 0.055) / 1.055)^2.4, linear near black.
  static let linear: [Double] = (0...255).map { part in
    let part = Double(part) / 255
    guard part > 0.04045 else { return part / 12.92 }
    let base = (part + 0.055) / 1.055
    return base * base * root(5, of: base * base)
  }

  /// CIE's lightness function: the cube root, linear near black.
  private static func compressed(_ light: Double) -> Double {
    light > 216.0 / 24_389 ? root(3, of: light) : (24_389.0 / 27 * light + 16) / 116
  }

  /// The nth root of a number of 0.001 to 1.2, by Newton's steps from above; no library is imported here.
  private static func root(_ degree: Int, of value: Double) -> Double {
    var root = (value + Double(degree - 1)) / Double(degree)
    for _ in 0..<30 {
      let power = (1..<degree).reduce(1) { power, _ in power * root }
      let step = (root - value / power) / Double(degree)
      root -= step
      if step < 1e-9 { break }
    }
    return root
  }
}

extension RGB {
  /// How light the colour looks, 0 (black) to 100 (white): CIELAB's L*.
  public var lightness: Double { Lab(self).lightness }

  /// How much light the colour gives, 0 to 1: WCAG's relative luminance 0.2126 R + 0.7152 G + 0.0722 B of its
  /// linear parts.
  public var luminance: Double {
    0.2126 * Lab.linear[Int(red)] + 0.7152 * Lab.linear[Int(green)] + 0.0722 * Lab.linear[Int(blue)]
  }

  /// How well two colours are told apart, 1 to 21: WCAG's contrast ratio (L₁ + 0.05) ÷ (L₂ + 0.05), the lighter
  /// first.
  ///
  /// Words need 4.5, marks 3.
  public func contrast(to other: RGB) -> Double {
    let (one, two) = (luminance, other.luminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }
}
