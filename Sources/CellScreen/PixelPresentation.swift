/// The characters that carry a pixel's magnitude where colours can't.
enum Shade {
  /// A number that is exactly 0.
  static let zero: Character = "·"
  /// NaN or ±∞.
  static let notFinite: Character = "!"
  /// Read by nothing behind it.
  static let neverRead: Character = "╱"
  /// The ink of `neverRead` on dark colours.
  static let hatching = RGB(158, 158, 158)
  /// Not reached by the pass.
  static let notComputed: Character = ":"
  /// Numbers above zero, from small to large, a quarter of the scale each.
  static let rising: [Character] = ["░", "▒", "▓", "█"]
  /// Numbers below zero, from small to large, a third of the scale each.
  static let negative: [Character] = ["-", "=", "≡"]
  /// `rising` in ASCII.
  static let risingASCII: [Character] = ["+", "*", "%", "@"]
  /// `negative` in ASCII.
  static let negativeASCII: [Character] = ["-", "=", "#"]

  /// The character of a share of the scale, −1…1, that is not exactly 0.
  static func character(_ share: Double, isASCII: Bool) -> Character {
    let steps = share < 0 ? (isASCII ? negativeASCII : negative) : (isASCII ? risingASCII : rising)
    return steps[min(Int(share.magnitude * Double(steps.count)), steps.count - 1)]
  }
}

extension Presentation {
  // MARK: Two colours

  /// Two pixels as a half block: one in the ink, the other in the ground.
  ///
  /// A half that is page keeps the page's ground, so the block is turned to show the other half.
  func halves(_ upper: Pixel, _ lower: Pixel) -> PresentedCell {
    if let sign = sign(upper, lower) { return sign }
    let above = colour(of: upper)
    let below = colour(of: lower)
    switch (above, below) {
    case (nil, nil):
      let isUnknown = upper == .notComputed || lower == .notComputed
      return isUnknown ? PresentedCell(Shade.notComputed, roleColour(.notComputed)) : PresentedCell(" ")
    case (let above?, nil): return PresentedCell("▀", above)
    case (nil, let below?): return PresentedCell("▄", below)
    case (let above?, let below?) where above == below: return PresentedCell(" ", on: below)
    case (let above?, let below?) where pixels == .lower: return PresentedCell("▄", below, on: above)
    case (let above?, let below?): return PresentedCell("▀", above, on: below)
    }
  }

  /// The colour of a pixel; nil where the page shows.
  private func colour(of pixel: Pixel) -> TerminalColour? {
    switch pixel {
    case .page, .notComputed, .notFinite: nil
    case .gutter: roleColour(.gutter)
    case .mark: roleColour(.mark)
    case .markOver(let tone): mark(over: colour(of: tone))
    case .tone(let tone), .neverRead(let tone): colour(of: tone)
    }
  }

  /// The colour of marks, unless it hardly stands out from what is there.
  private func mark(over ground: TerminalColour) -> TerminalColour {
    let mark = roleColour(.mark)
    guard let ink = mark.rgb, let covered = ground.rgb, ink.contrast(to: covered) < 2 else { return mark }
    return contrast(to: ground)
  }

  /// The colour of a number or a picture.
  private func colour(of tone: Tone) -> TerminalColour {
    switch tone {
    case .zero: zeroColour
    case .value(let map, let position): rampColour(map, position)
    case .picture(let exact): exactColour(exact)
    case .over(let picture, let map, let position):
      exactColour(
        NumberOverPicture(picture, share: map.share(at: position))
          .colour(map.onPage(isLight: theme.isLight), isLight: theme.isLight))
    case .category(let category): exactColour(CategoryColours.rgb(category))
    }
  }

  // MARK: Signs that take a whole cell

  /// The sign for two pixels of which one is not a finite number, or which nothing reads.
  private func sign(_ upper: Pixel, _ lower: Pixel) -> PresentedCell? {
    if upper == .notFinite || lower == .notFinite {
      return PresentedCell(Shade.notFinite, roleColour(.warning), .reverse)
    }
    let tones = [upper, lower].compactMap { pixel in
      if case .neverRead(let tone) = pixel { tone } else { nil }
    }
    let others = [upper, lower].filter { $0 == .page || $0 == .gutter }
    guard let tone = tones.first, tones.count + others.count == 2 else { return nil }
    let ground = colour(of: tone)
    // Where black and the grey of `hatching` stand out alike.
    let isBright = (ground.rgb?.luminance ?? 0) > 0.09
    return PresentedCell(Shade.neverRead, exactColour(isBright ? RGB(0, 0, 0) : Shade.hatching), on: ground)
  }

  // MARK: One character

  /// Two pixels as one character: marks first, then the mean of what is known, then what isn't.
  func shade(_ upper: Pixel, _ lower: Pixel) -> PresentedCell {
    if let sign = sign(upper, lower) { return sign }
    if upper.isMark || lower.isMark {
      let block: Character = !lower.isMark ? "▀" : !upper.isMark ? "▄" : "█"
      return PresentedCell(block, roleColour(.mark))
    }
    if let letter = upper.letter ?? lower.letter { return PresentedCell(letter) }
    let shares = [upper, lower].compactMap(share)
    let isSigned = [upper, lower].contains(where: Self.isSigned)
    guard !shares.isEmpty else {
      let isUnknown = upper == .notComputed || lower == .notComputed
      return isUnknown ? PresentedCell(Shade.notComputed, roleColour(.notComputed)) : PresentedCell(" ")
    }
    guard shares.contains(where: { $0 != 0 }) else { return PresentedCell(Shade.zero) }
    let mean = shares.reduce(0, +) / Double(shares.count)
    return PresentedCell(
      Shade.character(mean, isASCII: pixels == .ascii),
      isSigned ? roleColour(mean < 0 ? .negative : .positive) : .standard)
  }

  /// Where a pixel stands between −1 and 1, 0 being exactly none; nil if it isn't a number.
  func share(_ pixel: Pixel) -> Double? {
    switch pixel {
    case .page, .gutter, .mark, .markOver, .notComputed, .notFinite: nil
    case .tone(let tone), .neverRead(let tone): share(tone)
    }
  }

  /// Whether a pixel belongs to numbers of both signs.
  private static func isSigned(_ pixel: Pixel) -> Bool {
    switch pixel {
    case .tone(.value(let map, _)), .tone(.over(_, let map, _)): return map.isDiverging
    case .page, .gutter, .mark, .markOver, .notComputed, .notFinite, .tone, .neverRead: return false
    }
  }

  private func share(_ tone: Tone) -> Double {
    switch tone {
    case .zero: 0
    case .value(let map, let position) where map.isDiverging: map.share(at: position)
    case .over(_, let map, let position): map.share(at: position)
    case .value(let map, let position): max(map.share(at: position), .leastNonzeroMagnitude)
    // Ink is dark on a light page, where a picture would look like its negative.
    case .picture(let colour): (theme.isLight ? colour.inverted : colour).luma
    case .category: 0
    }
  }
}

extension Pixel {
  /// The letter of a category; nil of what is none.
  fileprivate var letter: Character? {
    if case .tone(.category(let category)) = self { CategoryColours.letter(category) } else { nil }
  }

  /// Whether the pixel is a mark.
  fileprivate var isMark: Bool {
    switch self {
    case .mark, .markOver: true
    case .page, .gutter, .notComputed, .notFinite, .tone, .neverRead: false
    }
  }
}
