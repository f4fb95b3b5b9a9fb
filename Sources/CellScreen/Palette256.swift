/// The fixed part of xterm's palette, entries 16 to 255: a 6×6×6 cube and 24 greys.
///
/// Entries 0 to 15 are left out everywhere: people give them colours of their own.
public enum Palette256 {
  /// The colour of an entry; entries below 16 count as 16, black.
  public static func rgb(_ index: UInt8) -> RGB {
    guard index >= 16 else { return RGB(0, 0, 0) }
    guard index < 232 else {
      let grey = 8 + 10 * (index - 232)
      return RGB(grey, grey, grey)
    }
    let place = Int(index) - 16
    return RGB(levels[place / 36], levels[place / 6 % 6], levels[place % 6])
  }

  /// The entry that has exactly a colour; `nil` where none has, and of those that some programs change, 16 to 21.
  public static func index(of colour: RGB) -> UInt8? {
    if colour.red == colour.green, colour.green == colour.blue, colour.red >= 8, colour.red <= 238,
      (colour.red - 8).isMultiple(of: 10)
    {
      return 232 + (colour.red - 8) / 10
    }
    guard let red = levels.firstIndex(of: colour.red), let green = levels.firstIndex(of: colour.green),
      let blue = levels.firstIndex(of: colour.blue)
    else { return nil }
    let index = UInt8(16 + 36 * red + 6 * green + blue)
    return index > 21 ? index : nil
  }

  /// The entry that looks nearest to a colour, by distance in CIELAB.
  ///
  /// Only the corners of the cube's cell round the colour and the two greys beside it are compared: ten
  /// instead of 240, so that a screen full of a photograph is quick.
  public static func nearest(to colour: RGB) -> UInt8 {
    let wanted = Lab(colour)
    var best: (index: UInt8, distance: Double) = (16, .infinity)
    for index in candidates(for: colour) {
      let distance = labs[Int(index) - 16].squaredDistance(to: wanted)
      if distance < best.distance { best = (index, distance) }
    }
    return best.index
  }

  private static let levels: [UInt8] = [0, 95, 135, 175, 215, 255]

  private static let labs: [Lab] = (16...255).map { Lab(rgb($0)) }

  private static func candidates(for colour: RGB) -> [UInt8] {
    var found: [UInt8] = []
    found.reserveCapacity(10)
    let (red, green, blue) = (level(colour.red), level(colour.green), level(colour.blue))
    for corner in 0..<8 {
      let (r, g, b) = (red + corner & 1, green + corner >> 1 & 1, blue + corner >> 2)
      found.append(UInt8(16 + 36 * r + 6 * g + b))
    }
    let grey = min(max((Int((colour.luma * 255).rounded()) - 8) / 10, 0), 22)
    return found + [UInt8(232 + grey), UInt8(233 + grey)]
  }

  /// The level of the cube at or below a part, 0 to 4.
  private static func level(_ part: UInt8) -> Int {
    part < 95 ? 0 : min(4, (Int(part) - 55) / 40)
  }
}
