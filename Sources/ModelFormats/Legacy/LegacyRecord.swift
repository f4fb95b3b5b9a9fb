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

  /// Why there is no model.
  enum Failure: Equatable {
    case notHDF5
    case noModel
    case damaged
    case onlyData
    /// The system has no memory for so many bytes; 0 where nobody knows how many.
    case memory(bytes: Int)

    private static let all: [Failure] = [.notHDF5, .noModel, .damaged, .onlyData]
    private static let memoryCode: UInt8 = 5

    /// What follows the head of its record.
    var bytes: [UInt8] {
      if case .memory(let count) = self { return [Self.memoryCode] + LegacyRecord.bytes(count) }
      return [UInt8((Self.all.firstIndex(of: self) ?? 2) + 1)]
    }

    /// The failure that a record tells of; `nil` where it makes no sense.
    init?(bytes: [UInt8]) {
      if let count = LegacyRecord.memory(bytes, code: Self.memoryCode) {
        self = .memory(bytes: count)
      } else {
        guard bytes.count == 1, Self.all.indices.contains(Int(bytes[0]) - 1) else { return nil }
        self = Self.all[Int(bytes[0]) - 1]
      }
    }
  }

  /// How much memory was lacking, where a failure's code says that it was.
  fileprivate static func memory(_ bytes: [UInt8], code: UInt8) -> Int? {
    bytes.count == 9 && bytes[0] == code ? integer(bytes.dropFirst()) : nil
  }
}

extension HDF5File.Failure {
  private static let all: [HDF5File.Failure] = [.missing, .notFloat, .unsupportedStorage, .corrupt]

  private static let memoryCode: UInt8 = 4

  /// What follows the head of its record.
  var bytes: [UInt8] {
    if case .memory(let count) = self { return [Self.memoryCode] + LegacyRecord.bytes(count) }
    return [UInt8(Self.all.firstIndex(of: self) ?? 3)]
  }

  /// The failure that a record tells of; `corrupt` where it makes no sense.
  init(bytes: [UInt8]) {
    if let count = LegacyRecord.memory(bytes, code: Self.memoryCode) {
      self = .memory(bytes: count)
    } else {
      let code = Int(bytes.first ?? 3)
      self = Self.all.indices.contains(code) ? Self.all[code] : .corrupt
    }
  }
}
