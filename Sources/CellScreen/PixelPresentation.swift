/// The characters that carry a pixel's magnitude where colours can't.
enum Shade {
  /// A number that is exactly 0.
  static let zero: Character = "·"
  /// Not reached by the pass.
  static let notComputed: Character = ":"
  /// Numbers above zero, from small to large, a quarter of the scale each.
  static let rising: [Character] = ["░", "▒", "▓", "█"]
  /// Numbers below zero, from small to large, a third of the scale each.
  static let negative: [Character] = ["-", "=", "≡"]

  /// The character of a share of the scale, −1…1, that is not exactly 0.
  static func character(_ share: Double) -> Character {
    let steps = share < 0 ? negative : rising
    return steps[min(Int(share.magnitude * Double(steps.count)), steps.count - 1)]
  }
}

extension Presentation {
  // MARK: Two colours

  /// Two pixels as a half block: the upper in the ink, the lower in the ground.
  ///
  /// A half that is page keeps the terminal's own ground, so the block is turned to show the other half.
  func halves(_ upper: Pixel, _ lower: Pixel) -> PresentedCell {
    let above = colour(of: upper)
    let below = colour(of: lower)
    switch (above, below) {
    case (nil, nil):
      let isUnknown = upper == .notComputed || lower == .notComputed
      return isUnknown ? PresentedCell(Shade.notComputed, roleColour(.notComputed)) : PresentedCell(" ")
    case (let above?, nil): return PresentedCell("▀", above)
    case (nil, let below?): return PresentedCell("▄", below)
    case (let above?, let below?) where above == below: return PresentedCell(" ", on: below)
    case (let above?, let below?): return PresentedCell("▀", above, on: below)
    }
  }

  /// The colour of a pixel; nil where the page shows.
  private func colour(of pixel: Pixel) -> TerminalColour? {
    switch pixel {
    case .page, .notComputed: nil
    case .gutter: roleColour(.gutter)
    case .mark: roleColour(.accent)
    case .zero: exactColour(RGB(0, 0, 0))
    case .value(let map, let position): rampColour(map, position)
    case .picture(let exact): exactColour(exact)
    }
  }

  // MARK: One character

  /// Two pixels as one character: marks first, then the mean of what is known, then what isn't.
  func shade(_ upper: Pixel, _ lower: Pixel) -> PresentedCell {
    if upper == .mark || lower == .mark {
      let block: Character = lower != .mark ? "▀" : upper != .mark ? "▄" : "█"
      return PresentedCell(block, roleColour(.accent))
    }
    let shares = [upper, lower].compactMap(Self.share)
    guard !shares.isEmpty else {
      let isUnknown = upper == .notComputed || lower == .notComputed
      return isUnknown ? PresentedCell(Shade.notComputed, roleColour(.notComputed)) : PresentedCell(" ")
    }
    guard shares.contains(where: { $0 != 0 }) else { return PresentedCell(Shade.zero) }
    return PresentedCell(Shade.character(shares.reduce(0, +) / Double(shares.count)))
  }

  /// Where a pixel stands between −1 and 1, 0 being exactly none; nil if it isn't a number.
  static func share(_ pixel: Pixel) -> Double? {
    switch pixel {
    case .page, .gutter, .mark, .notComputed: nil
    case .zero: 0
    case .value(let map, let position) where map.isDiverging: map.share(at: position)
    case .value(let map, let position): max(map.share(at: position), .leastNonzeroMagnitude)
    case .picture(let colour): colour.luma
    }
  }
}
