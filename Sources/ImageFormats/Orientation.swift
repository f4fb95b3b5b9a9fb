/// How the rows and columns of a stored picture lie on the upright one (Exif 2.3, 4.6.4 A, tag 0x0112).
struct Orientation: Equatable {
  /// Whether stored rows are upright columns.
  let swapsAxes: Bool
  /// Whether the first stored row lies at the end of the upright axis on which stored rows are counted.
  let reversesRows: Bool
  /// Whether the first stored column lies at the end of the upright axis on which stored columns are counted.
  let reversesColumns: Bool

  /// That of a picture which is stored as it is shown.
  static let upright = Orientation(swapsAxes: false, reversesRows: false, reversesColumns: false)

  /// The upright row and column of a stored one; height and width are those of the stored picture.
  func upright(row: Int, column: Int, height: Int, width: Int) -> (row: Int, column: Int) {
    let down = reversesRows ? height - 1 - row : row
    let across = reversesColumns ? width - 1 - column : column
    return swapsAxes ? (across, down) : (down, across)
  }
}

extension Orientation {
  /// The orientation of a value of the tag, 1 to 8; `nil` for others.
  private init?(tag value: Int) {
    guard (1...8).contains(value) else { return nil }
    self.init(
      swapsAxes: value >= 5, reversesRows: [3, 4, 6, 7].contains(value),
      reversesColumns: [2, 3, 7, 8].contains(value))
  }

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
    guard let numbers = TIFFNumbers(Array(content.dropFirst(prefix))), let directory = numbers.long(at: 4),
      let count = numbers.short(at: directory)
    else { return nil }
    let (tag, shortType) = (0x0112, 3)
    let places = (0..<count).lazy.map { directory + 2 + 12 * $0 }
    guard
      let place = places.first(where: { place in
        numbers.short(at: place) == tag && numbers.short(at: place + 2) == shortType
      }), let value = numbers.short(at: place + 8)
    else { return nil }
    self.init(tag: value)
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
