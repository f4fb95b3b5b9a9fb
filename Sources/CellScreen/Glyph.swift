/// The grapheme of a cell as numbers alone, so that a screen of them is quickly copied and compared.
///
/// Two are equal where they have the same scalars.
public struct Glyph: Hashable, Sendable, ExpressibleByExtendedGraphemeClusterLiteral {
  /// The scalars in their order, three in each number with the first in its lowest bits; 0 behind the last.
  private var packed: (first: UInt64, second: UInt64, third: UInt64)
  private static let bits: UInt64 = 21
  private static let longest = 9

  /// Takes a grapheme of at most nine scalars; a longer one, or one with the scalar 0, is `�`.
  public init(_ character: Character) {
    self.init(character.unicodeScalars)
  }

  /// Takes a literal.
  public init(extendedGraphemeClusterLiteral character: Character) {
    self.init(character)
  }

  /// Takes a single scalar.
  init(_ scalar: Unicode.Scalar) {
    packed = (scalar.value == 0 ? 0xFFFD : UInt64(scalar.value), 0, 0)
  }

  private init(_ scalars: Character.UnicodeScalarView) {
    packed = (0, 0, 0)
    var count = 0
    for scalar in scalars {
      guard count < Self.longest, scalar.value != 0 else {
        packed = (0xFFFD, 0, 0)
        return
      }
      let shifted = UInt64(scalar.value) << (Self.bits * UInt64(count % 3))
      switch count / 3 {
      case 0: packed.first |= shifted
      case 1: packed.second |= shifted
      default: packed.third |= shifted
      }
      count += 1
    }
  }

  /// The first scalar's value.
  package var first: UInt32 { UInt32(packed.first & (1 << Self.bits - 1)) }

  /// Whether the grapheme is one scalar.
  package var isSingle: Bool { packed.first >> Self.bits == 0 }

  /// The value of a scalar, counted from 0; 0 behind the last.
  package func scalar(_ index: Int) -> UInt32 {
    let number = index / 3 == 0 ? packed.first : index / 3 == 1 ? packed.second : packed.third
    return UInt32(number >> (Self.bits * UInt64(index % 3)) & (1 << Self.bits - 1))
  }

  /// The grapheme.
  public var character: Character {
    if isSingle, let scalar = Unicode.Scalar(first) { return Character(scalar) }
    var text = String.UnicodeScalarView()
    for index in 0..<Self.longest {
      guard let scalar = Unicode.Scalar(scalar(index)), scalar.value != 0 else { break }
      text.append(scalar)
    }
    return String(text).first ?? "\u{FFFD}"
  }

  /// Whether two have the same scalars.
  public static func == (one: Glyph, other: Glyph) -> Bool { one.packed == other.packed }

  /// Feeds the scalars.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(packed.first)
    hasher.combine(packed.second)
    hasher.combine(packed.third)
  }
}
