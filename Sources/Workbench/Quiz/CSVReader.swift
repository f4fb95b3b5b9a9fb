/// Reads tables with commas between their fields.
///
/// Lines end with CR LF or LF; a field in double quotes may have commas, line ends and doubled quotes in it. Blank lines
/// are passed over, rows whose fields are all empty, as spreadsheets write them, and a byte order mark. Source: RFC 4180.
public struct CSVReader {
  /// One row, with the number of the line that it begins on, counted from 1.
  struct Row: Equatable, Sendable {
    let line: Int
    let fields: [String]
  }

  /// Why bytes are no table.
  public enum Fault: Error, Equatable, Sendable {
    /// A line is no UTF-8, or has a NUL.
    case notText(line: Int)
    /// A quoted field that begins on a line has no end.
    case openQuote(line: Int)
    /// A quote stands where none may, or something behind the end of a quoted field.
    case strayQuote(line: Int)
    /// A CR stands alone.
    case strayReturn(line: Int)
    /// A field is longer than any that is read.
    case longField(line: Int, limit: Int)
    /// A row has more fields than any that is read.
    case manyFields(line: Int, limit: Int)
  }

  /// The most bytes of a field.
  static let longestField = 10_000
  /// The most fields of a row.
  static let mostFields = 100

  private let bytes: [UInt8]
  private var place: Int
  private var line = 1

  private static let (quote, comma) = (UInt8(ascii: "\""), UInt8(ascii: ","))
  private static let (feed, carriage) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))

  /// Begins at the first row.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next row that has something in a field; `nil` at the end.
  mutating func next() throws(Fault) -> Row? {
    while place < bytes.count {
      let start = line
      let fields = try row()
      if fields.contains(where: { !$0.isEmpty }) { return Row(line: start, fields: fields) }
    }
    return nil
  }

  /// The fields up to the end of a row, which is stepped over.
  private mutating func row() throws(Fault) -> [String] {
    var fields: [String] = []
    let start = line
    while true {
      guard fields.count < Self.mostFields else { throw .manyFields(line: start, limit: Self.mostFields) }
      fields.append(peek == Self.quote ? try quotedField() : try plainField())
      guard peek == Self.comma else { break }
      place += 1
    }
    if peek == Self.carriage { place += 1 }
    if peek == Self.feed {
      place += 1
      line += 1
    }
    return fields
  }

  private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

  /// A field without quotes; what follows it is a comma or the end of a row.
  private mutating func plainField() throws(Fault) -> String {
    let start = place
    while let byte = peek, byte != Self.comma, byte != Self.feed, byte != Self.carriage {
      guard byte != Self.quote else { throw .strayQuote(line: line) }
      place += 1
    }
    if peek == Self.carriage, place + 1 < bytes.count, bytes[place + 1] != Self.feed {
      throw .strayReturn(line: line)
    }
    return try text(bytes[start..<place], line: line)
  }

  /// A field in quotes; what follows it is a comma or the end of a row.
  private mutating func quotedField() throws(Fault) -> String {
    let start = line
    place += 1
    var field: [UInt8] = []
    while let byte = peek {
      place += 1
      if byte == Self.quote {
        guard peek == Self.quote else {
          try requireEndOfField()
          return try text(field[...], line: start)
        }
        place += 1
      }
      if byte == Self.feed { line += 1 }
      guard field.count < Self.longestField else {
        throw .longField(line: start, limit: Self.longestField)
      }
      field.append(byte)
    }
    throw .openQuote(line: start)
  }

  private func requireEndOfField() throws(Fault) {
    switch peek {
    case Self.comma, Self.feed, nil: return
    case Self.carriage where place + 1 == bytes.count || bytes[place + 1] == Self.feed: return
    case Self.carriage: throw .strayReturn(line: line)
    default: throw .strayQuote(line: line)
    }
  }

  private func text(_ bytes: ArraySlice<UInt8>, line: Int) throws(Fault) -> String {
    guard bytes.count <= Self.longestField else { throw .longField(line: line, limit: Self.longestField) }
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      throw .notText(line: line)
    }
    return text
  }
}
