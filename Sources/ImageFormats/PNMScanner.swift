/// Reads the text of a PNM file: numbers between white space, without the comments.
///
/// White space is blank, TAB, CR and LF (ppm(5) of Netpbm).
struct PNMScanner {
  /// A decimal number in the text.
  struct Number {
    /// Its value, or 10¹⁵ where it is larger.
    let value: Int
    /// The offset of its first digit.
    let offset: Int
    /// Whether white space follows, and not the end of the file; the scanner stands behind it.
    let isTerminated: Bool
  }

  /// How far a comment goes, which begins with `#`.
  enum CommentEnd {
    /// Through the next CR or LF, so that it can stand inside a number: the rule for headers of ppm(5).
    case throughLineEnd
    /// Up to the next CR or LF, which separates numbers: the rule for the plain kinds of older ppm(5), which
    /// Netpbm's own programs keep for rasters.
    case beforeLineEnd
  }

  /// The whole file.
  let bytes: [UInt8]
  private let commentEnd: CommentEnd
  /// The offset of the next byte.
  private(set) var offset: Int

  /// Starts at an offset.
  init(_ bytes: [UInt8], from offset: Int, commentEnd: CommentEnd) {
    self.bytes = bytes
    self.commentEnd = commentEnd
    self.offset = offset
  }

  /// Reads a number and the one white space character behind it; `nil` where only white space is left.
  mutating func number(_ field: PictureField) throws(PictureError) -> Number? {
    guard var byte = nextVisibleByte() else { return nil }
    let start = offset - 1
    var value = 0
    while true {
      guard ASCII.digits.contains(byte) else {
        throw .unexpectedByte(byte, in: field, offset: offset - 1)
      }
      value = min(value * 10 + Int(byte - ASCII.zero), PictureError.largestFound)
      guard let next = nextByte() else { return Number(value: value, offset: start, isTerminated: false) }
      if ASCII.isWhiteSpace(next) { return Number(value: value, offset: start, isTerminated: true) }
      byte = next
    }
  }

  /// Reads the next byte that is neither comment nor white space; `nil` at the end of the file.
  mutating func nextVisibleByte() -> UInt8? {
    while let byte = nextByte() {
      if !ASCII.isWhiteSpace(byte) { return byte }
    }
    return nil
  }

  /// Reads the next byte that is not part of a comment; `nil` at the end of the file.
  private mutating func nextByte() -> UInt8? {
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte != ASCII.numberSign { return byte }
      skipComment()
    }
    return nil
  }

  /// Passes over the rest of a comment.
  private mutating func skipComment() {
    while offset < bytes.count {
      let byte = bytes[offset]
      let isEnd = byte == ASCII.carriageReturn || byte == ASCII.lineFeed
      if isEnd, commentEnd == .beforeLineEnd { return }
      offset += 1
      if isEnd { return }
    }
  }
}

/// The characters that a PNM file is written with.
enum ASCII {
  static let zero: UInt8 = 0x30
  static let one: UInt8 = 0x31
  static let digits: ClosedRange<UInt8> = 0x30...0x39
  static let numberSign: UInt8 = 0x23
  static let lessThan: UInt8 = 0x3C
  static let carriageReturn: UInt8 = 0x0D
  static let lineFeed: UInt8 = 0x0A
  static let capitalP: UInt8 = 0x50

  /// Whether a byte is a blank, TAB, CR or LF.
  static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == carriageReturn || byte == lineFeed
  }
}
