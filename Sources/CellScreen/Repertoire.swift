/// The characters that the words of a screen are made of.
///
/// Views measure words in many places, long before these are written. So what is made for a screen is made inside
/// `whileWriting`, and every `DisplayText` made there has the characters, and with them the width, that it will
/// stand there with. A text made elsewhere, such as a name at the time when a file was read, keeps its cells; a
/// presentation in ASCII replaces its characters one by one.
public enum Repertoire: Hashable, Sendable, CaseIterable {
  /// All characters.
  case unicode
  /// Those of ASCII: `1/4` for `¼`, `->` for `→`, `floor(x)` for `⌊x⌋`.
  case ascii

  /// The repertoire of the words that are being made.
  @TaskLocal static var current = Repertoire.unicode

  /// Makes something whose words are of this repertoire.
  public func whileWriting<Made>(_ make: () throws -> Made) rethrows -> Made {
    try Repertoire.$current.withValue(self, operation: make)
  }

  /// Whether the words that are being made have the characters of ASCII only.
  public static var isASCII: Bool { current == .ascii }

  /// What stands between two pieces of a heading; in ASCII no dot, which would be a product there.
  public static var separator: String { current == .ascii ? " | " : " · " }

  /// A sign, and the word that stands for it in ASCII where that is no matter of the sign alone.
  public static func choice(_ sign: String, ascii word: String) -> String { current == .ascii ? word : sign }
}

extension Presentation.PixelGlyphs {
  /// What words beside such pixels are made of.
  public var repertoire: Repertoire { self == .ascii ? .ascii : .unicode }
}
