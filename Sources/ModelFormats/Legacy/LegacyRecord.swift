/// How the process that reads a legacy file says what it found.
///
/// A record is a byte of its kind, the length of what follows as eight bytes, the lowest first, and what follows.
/// The last record is `end`; where it is missing, the process died.
enum LegacyRecord: UInt8 {
  /// The text of the model's config.
  case config = 0x43
  /// The version of Keras that wrote the file.
  case version = 0x56
  /// What Keras computed with when it wrote the file.
  case backend = 0x42
  /// The name of a layer; the weights up to the next one are its.
  case layer = 0x4C
  /// The path of a weight; `numbers` or `unreadable` comes next.
  case weight = 0x57
  /// A weight's rank and extents, eight bytes each, then its numbers in the machine's order of bytes.
  case numbers = 0x4E
  /// Why a weight has no numbers: one byte, and for lack of memory eight more, which say how much.
  case unreadable = 0x55
  /// Why there is no model: one byte, and for lack of memory eight more, which say how much.
  case failure = 0x46
  /// Everything is said.
  case end = 0x45

  /// The bytes of a record's head.
  static let headLength = 9

  /// The head of a record.
  func head(length: Int) -> [UInt8] {
    [rawValue] + LegacyRecord.bytes(length)
  }

  /// An integer as eight bytes, the lowest first.
  static func bytes(_ integer: Int) -> [UInt8] {
    withUnsafeBytes(of: UInt64(integer).littleEndian) { Array($0) }
  }

  /// The integer of eight bytes; `nil` where it exceeds `Int`.
  static func integer(_ bytes: some Sequence<UInt8>) -> Int? {
    let value = Array(bytes).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(exactly: value)
  }
}

/// A failure that a record tells of.
///
/// A byte says which of a list it is; for lack of memory it is the list's length, and eight bytes follow, which say how
/// much is lacking.
protocol RecordedFailure: Equatable {
  /// Those without data.
  static var listed: [Self] { get }
  /// The system has no memory for so many bytes; 0 where nobody knows how many.
  static func memory(bytes: Int) -> Self
  /// How many bytes of memory are lacking; `nil` for other failures.
  var lack: Int? { get }
}

extension RecordedFailure {
  /// What follows the head of its record.
  var bytes: [UInt8] {
    let code = UInt8(Self.listed.firstIndex(of: self) ?? Self.listed.count)
    return [code] + (lack.map(LegacyRecord.bytes) ?? [])
  }

  /// The failure that a record tells of; `nil` where it makes no sense.
  init?(bytes: [UInt8]) {
    guard let code = bytes.first.map(Int.init) else { return nil }
    if code < Self.listed.count, bytes.count == 1 {
      self = Self.listed[code]
    } else if code == Self.listed.count, bytes.count == 9, let lack = LegacyRecord.integer(bytes.dropFirst())
    {
      self = .memory(bytes: lack)
    } else {
      return nil
    }
  }
}

extension ModelError: RecordedFailure {
  static let listed: [ModelError] = [.legacyDamaged, .legacyWithoutModel, .foreignFile(.hdf5Data)]
  var lack: Int? { if case .memory(let bytes) = self { bytes } else { nil } }
}

extension HDF5File.Failure: RecordedFailure {
  static let listed: [HDF5File.Failure] = [.missing, .notFloat, .unsupportedStorage, .corrupt]
  var lack: Int? { if case .memory(let bytes) = self { bytes } else { nil } }
}
