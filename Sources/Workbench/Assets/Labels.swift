internal import Explorer

/// The names of a network's classes, in the order of its outputs.
public struct Labels: Equatable, Sendable {
  /// The names as the file has them; a class without a name has its index.
  public let names: [String]

  /// Names classes.
  public init(names: [String]) {
    self.names = names
  }

  /// Classes without names: `0`, `1` ….
  public static func indices(_ count: Int) -> Labels {
    Labels(names: (0..<count).map(String.init))
  }

  /// Reads a file of names: UTF-8, one a line, lines ended by LF or CR LF.
  ///
  /// A byte order mark, blanks and tabs round a name, and blank lines at the end are passed over.
  ///
  /// - Throws: `LabelsError` where the bytes are no text, or are not `count` names.
  public init(parsing bytes: [UInt8], count: Int) throws(LabelsError) {
    if let offset = Self.offsetOfInvalidText(bytes) { throw .notText(offset: offset) }
    let text = bytes.starts(with: Self.byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Self.name)
    while lines.last?.isEmpty == true { lines.removeLast() }
    guard lines.count == count else { throw .count(expected: count, found: lines.count) }
    names = lines.enumerated().map { $1.isEmpty ? String($0) : $1 }
  }

  /// The names for a model: of the file that was asked for, else of the one beside the model, else indices.
  ///
  /// Beside `my.keras` it is `my.labels`, else `my.keras.labels`.
  ///
  /// - Throws: `CommandError` where the file can't be read or does not fit.
  public static func load(explicit: String?, model: String, count: Int) throws(CommandError) -> Labels {
    if let explicit { return try Labels(path: explicit, count: count) }
    for path in places(besideModel: model) {
      do {
        return try Labels(path: path, count: count)
      } catch .missing {
        continue
      }
    }
    return indices(count)
  }

  /// Where the names for a model may be, beside it.
  static func places(besideModel model: String) -> [String] {
    [FilePath.withoutExtension(model) + ".labels", model + ".labels"]
  }

  /// The most bytes of a file of names: 16 MiB.
  private static let limit = 1 << 24

  private init(path: String, count: Int) throws(CommandError) {
    let bytes = try InputFile.bytes(of: path, limit: Self.limit)
    do {
      try self.init(parsing: bytes, count: count)
    } catch {
      throw .labels(path: path, error)
    }
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// A line without the white space round it.
  private static func name(_ line: ArraySlice<UInt8>) -> String {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    let visible = line.drop(while: isBlank)
    let end = visible.lastIndex { !isBlank($0) } ?? visible.startIndex - 1
    return String(decoding: visible[...end], as: UTF8.self)
  }

  /// The offset of the first byte that is no part of UTF-8 text, or is NUL.
  private static func offsetOfInvalidText(_ bytes: [UInt8]) -> Int? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue("\0"), .error: return offset
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return nil
      }
    }
  }
}

/// What is wrong with a file of class names.
public enum LabelsError: Error, Equatable, Sendable {
  /// The bytes are no UTF-8 text; the offset is that of the first that isn't.
  case notText(offset: Int)
  /// There is not one name for each of the network's outputs.
  case count(expected: Int, found: Int)
}

extension [String] {
  /// The index of the class of a name among the names of all; `nil` where none has it.
  ///
  /// - Throws: `CommandError.name` where several have it.
  func index(ofClass name: String) throws(CommandError) -> Int? {
    let named = indices.filter { self[$0] == name }
    guard named.count < 2 else { throw .name(.ambiguousClass(name: name, indices: named)) }
    return named.first
  }
}
