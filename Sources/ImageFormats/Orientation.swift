/// How the rows and columns of a stored picture lie on the upright one (Exif 2.3, 4.6.4 A, tag 0x0112).
enum Orientation: Int {
  case upright = 1
  case mirrored = 2
  case turnedHalf = 3
  case flipped = 4
  case transposed = 5
  case turnedLeft = 6
  case transversed = 7
  case turnedRight = 8

  /// Whether stored rows are upright columns.
  var swapsAxes: Bool { rawValue >= 5 }

  /// Whether the first stored row lies at the end of the upright axis on which stored rows are counted.
  var reversesRows: Bool {
    switch self {
    case .turnedHalf, .flipped, .turnedLeft, .transversed: true
    case .upright, .mirrored, .transposed, .turnedRight: false
    }
  }

  /// Whether the first stored column lies at the end of the upright axis on which stored columns are counted.
  var reversesColumns: Bool {
    switch self {
    case .mirrored, .turnedHalf, .transversed, .turnedRight: true
    case .upright, .flipped, .transposed, .turnedLeft: false
    }
  }

  /// The upright row and column of a stored one; height and width are those of the stored picture.
  func upright(row: Int, column: Int, height: Int, width: Int) -> (row: Int, column: Int) {
    let down = reversesRows ? height - 1 - row : row
    let across = reversesColumns ? width - 1 - column : column
    return swapsAxes ? (across, down) : (down, across)
  }
}

extension Orientation {
  /// What stands before Exif in a JPEG file, and, though it doesn't belong there, in some others.
  private static let exifPrefix = Array("Exif\0\0".utf8)

  /// The orientation that the content of an APP1 segment gives; `nil` where it gives none that is known.
  init?(segment content: ArraySlice<UInt8>) {
    guard content.starts(with: Self.exifPrefix) else { return nil }
    self.init(exif: content)
  }

  /// The orientation that Exif gives; `nil` where it gives none that is known.
  init?(exif content: ArraySlice<UInt8>) {
    let prefix = content.starts(with: Self.exifPrefix) ? Self.exifPrefix.count : 0
    let numbers = TIFFNumbers(Array(content.dropFirst(prefix)))
    guard let directory = numbers?.long(at: 4), let count = numbers?.short(at: directory) else { return nil }
    let tag = 0x0112
    let shortType = 3
    for entry in 0..<count {
      let place = directory + 2 + 12 * entry
      guard let found = numbers?.short(at: place) else { return nil }
      guard found == tag, numbers?.short(at: place + 2) == shortType else { continue }
      guard let value = numbers?.short(at: place + 8) else { return nil }
      self.init(rawValue: value)
      return
    }
    return nil
  }
}

/// The numbers of a TIFF file, whose first bytes say in which order theirs are (TIFF 6.0, section 2).
private struct TIFFNumbers {
  private let bytes: [UInt8]
  private let isBigEndian: Bool

  init?(_ bytes: [UInt8]) {
    switch bytes.prefix(2) {
    case [0x49, 0x49]: isBigEndian = false
    case [0x4D, 0x4D]: isBigEndian = true
    default: return nil
    }
    self.bytes = bytes
  }

  /// The number of two bytes at an offset; `nil` beyond the end.
  func short(at offset: Int) -> Int? { number(at: offset, count: 2) }

  /// The number of four bytes at an offset; `nil` beyond the end.
  func long(at offset: Int) -> Int? { number(at: offset, count: 4) }

  private func number(at offset: Int, count: Int) -> Int? {
    guard offset >= 0, offset + count <= bytes.count else { return nil }
    let digits = bytes[offset..<offset + count]
    let ordered = isBigEndian ? Array(digits) : digits.reversed()
    return ordered.reduce(0) { $0 << 8 | Int($1) }
  }
}
