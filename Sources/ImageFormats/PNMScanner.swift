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
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else {
        throw .unexpectedByte(byte, in: field, offset: offset - 1)
      }
      value = min(value * 10 + Int(byte - UInt8(ascii: "0")), PictureError.largestFound)
      guard let next = nextByte() else { return Number(value: value, offset: start, isTerminated: false) }
      if next.isWhiteSpace { return Number(value: value, offset: start, isTerminated: true) }
      byte = next
    }
  }

  /// Reads the next byte that is neither comment nor white space; `nil` at the end of the file.
  mutating func nextVisibleByte() -> UInt8? {
    while let byte = nextByte() {
      if !byte.isWhiteSpace { return byte }
    }
    return nil
  }

  /// Reads the next byte that is not part of a comment; `nil` at the end of the file.
  private mutating func nextByte() -> UInt8? {
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte != UInt8(ascii: "#") { return byte }
      skipComment()
    }
    return nil
  }

  /// Passes over the rest of a comment.
  private mutating func skipComment() {
    while offset < bytes.count {
      let byte = bytes[offset]
      let isEnd = byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
      if isEnd, commentEnd == .beforeLineEnd { return }
      offset += 1
      if isEnd { return }
    }
  }
}

extension UInt8 {
  /// Whether this is a blank, TAB, CR or LF in ASCII.
  var isWhiteSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0D || self == 0x0A }
}
