/// A colour that pixels get.
public enum PaintColour: Hashable, Sendable {
  /// A colour with a name.
  case named(NamedColour)
  /// Red, green and blue, each from 0 to 255: `#6fa5d6`.
  case parts(red: UInt8, green: UInt8, blue: UInt8)
  /// A number from 0 to 1 for all channels.
  case number(Float)
  /// The picture's mean, of each channel its own.
  case mean

  /// The word of a picture's mean.
  static let meanWord = "mean"

  /// Reads a colour; `nil` where a word is none.
  init?(_ word: String) {
    if word == Self.meanWord {
      self = .mean
    } else if let colour = NamedColour(word) {
      self = .named(colour)
    } else if let parts = Self.parts(word) {
      self = .parts(red: parts[0], green: parts[1], blue: parts[2])
    } else if let number = ChangeText.number(word), (0...1).contains(number) {
      self = .number(number)
    } else {
      return nil
    }
  }

  /// The parts of `#rrggbb`; `nil` of another word.
  private static func parts(_ word: String) -> [UInt8]? {
    let digits = Array(word.utf8.dropFirst())
    guard word.utf8.first == 0x23, digits.count == 6 else { return nil }
    let parts = [0, 2, 4].compactMap { start -> UInt8? in
      let pair = digits[start...start + 1]
      guard !pair.contains(where: { $0 == 0x2B || $0 == 0x2D }) else { return nil }
      return UInt8(String(decoding: pair, as: UTF8.self), radix: 16)
    }
    return parts.count == 3 ? parts : nil
  }

  /// The colour as it is typed.
  var text: String {
    switch self {
    case .named(let colour): colour.rawValue
    case .parts(let red, let green, let blue): "#" + [red, green, blue].map(Self.digits).joined()
    case .number(let number): ChangeText.number(number)
    case .mean: Self.meanWord
    }
  }

  private static func digits(_ part: UInt8) -> String {
    (part < 16 ? "0" : "") + String(part, radix: 16)
  }

  /// The sample of each channel of a picture; `nil` where it has neither one channel nor three, and the colour is one
  /// of three parts.
  ///
  /// One channel takes the luma of a colour, as grey pictures are made of coloured ones. A mean is asked of the picture.
  func samples(channels: Int, mean: @autoclosure () -> [Float]) -> [Float]? {
    let parts: [Double]
    switch self {
    case .mean: return mean()
    case .number(let number): return [Float](repeating: number, count: channels)
    case .named(let colour): parts = colour.parts
    case .parts(let red, let green, let blue): parts = [red, green, blue].map { Double($0) / 255 }
    }
    switch channels {
    case 1: return [Float(0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2])]
    case 3: return parts.map { Float($0) }
    default: return nil
    }
  }
}

/// A colour with a name.
public enum NamedColour: String, CaseIterable, Sendable {
  /// No light.
  case black
  /// Half of the light.
  case grey
  /// All of the light.
  case white
  /// The first channel alone.
  case red
  /// The second channel alone.
  case green
  /// The third channel alone.
  case blue
  /// Red and green.
  case yellow
  /// Green and blue.
  case cyan
  /// Red and blue.
  case magenta
  /// Red and half of the green.
  case orange
  /// A dark orange.
  case brown

  /// Reads a name, British or American.
  init?(_ word: String) {
    self.init(rawValue: word == "gray" ? "grey" : word)
  }

  /// Red, green and blue, each from 0 to 1.
  var parts: [Double] {
    switch self {
    case .black: [0, 0, 0]
    case .grey: [0.5, 0.5, 0.5]
    case .white: [1, 1, 1]
    case .red: [1, 0, 0]
    case .green: [0, 1, 0]
    case .blue: [0, 0, 1]
    case .yellow: [1, 1, 0]
    case .cyan: [0, 1, 1]
    case .magenta: [1, 0, 1]
    case .orange: [1, 0.5, 0]
    case .brown: [0.5, 0.25, 0]
    }
  }
}
