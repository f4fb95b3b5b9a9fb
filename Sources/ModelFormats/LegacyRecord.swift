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
  /// Why a weight has no numbers: one byte.
  case unreadable = 0x55
  /// Why there is no model: one byte.
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
  enum Failure: UInt8 {
    case notHDF5 = 1
    case noModel = 2
    case damaged = 3
    case onlyData = 4
  }
}

extension HDF5File.Failure {
  private static let all: [HDF5File.Failure] = [.missing, .notFloat, .unsupportedStorage, .corrupt]

  /// The failure as a byte of a record.
  var code: UInt8 { UInt8(HDF5File.Failure.all.firstIndex(of: self) ?? 3) }

  /// The failure that a byte of a record stands for.
  init(code: UInt8) {
    self = HDF5File.Failure.all.indices.contains(Int(code)) ? HDF5File.Failure.all[Int(code)] : .corrupt
  }
}
