import CHDF5

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// An HDF5 file, of which only float datasets are read, by path.
final class HDF5File {
  /// Why a dataset can't be read.
  enum Failure: Error, Equatable {
    case missing
    case notFloat
    case unsupportedStorage
    case corrupt
    /// The system has no memory for so many bytes; 0 where nobody knows how many.
    case memory(bytes: Int)
  }

  /// How a file begins.
  ///
  /// Source: HDF5 File Format Specification 3.0, II.A, "Format Signature".
  static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]

  /// A config of a thousand layers takes about one megabyte.
  private static let largestAttribute = 1 << 24

  private let file: Int64
  private let content: FileContent

  /// Opens a file; `nil` where it isn't one.
  ///
  /// - Throws: `Failure.memory`.
  init?(_ content: FileContent) throws(Failure) {
    var file: Int64 = -1
    let bytes = chdf5_bytes(read: FileContent.reader, context: content.context, count: UInt64(content.count))
    let status = chdf5_open(bytes, &file)
    guard status != CHDF5_NO_MEMORY else { throw .memory(bytes: 0) }
    guard status == CHDF5_OK else { return nil }
    self.file = file
    self.content = content
  }

  deinit {
    chdf5_close(file)
  }

  /// Whether there is a group or a dataset at a path.
  func has(_ path: String) -> Bool {
    chdf5_find(file, path) == CHDF5_OK
  }

  /// The extents of the dataset at a path, slowest axis first.
  func extents(of path: String) throws(Failure) -> [Int] {
    var description = chdf5_description()
    try check(chdf5_describe(file, path, &description))
    let all = withUnsafeBytes(of: description.extents) { Array($0.bindMemory(to: UInt64.self)) }
    let extents = all.prefix(Int(description.rank)).compactMap { Int(exactly: $0) }
    guard extents.count == Int(description.rank) else { throw .corrupt }
    return extents
  }

  /// The numbers of the dataset at a path, of which there must be `count`.
  ///
  /// A dataset of more numbers than the file has bytes is refused before anything is allocated.
  func numbers(at path: String, count: Int) throws(Failure) -> [Float] {
    guard count <= content.count else { throw .corrupt }
    guard SystemMemory.gives(4 * count) else { throw .memory(bytes: 4 * count) }
    var status = CHDF5_OK
    let numbers = [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      status = chdf5_read(file, path, buffer.baseAddress, count)
      initialized = status == CHDF5_OK ? count : 0
    }
    try check(status)
    return numbers
  }

  /// The texts of an attribute of a group, "/" for the file's own.
  ///
  /// HDF5 can crash here when the file is corrupt: only a process that may die reads attributes.
  func texts(_ attribute: String, of group: String) throws(Failure) -> [String] {
    var texts = chdf5_texts()
    try check(chdf5_read_texts(file, group, attribute, HDF5File.largestAttribute, &texts))
    defer { free(texts.bytes) }
    let bytes = UnsafeRawBufferPointer(start: texts.bytes, count: texts.byte_count)
    return bytes.split(separator: 0, maxSplits: texts.text_count, omittingEmptySubsequences: false)
      .prefix(texts.text_count).map { String(decoding: $0, as: UTF8.self) }
  }

  private func check(_ status: chdf5_status) throws(Failure) {
    switch status {
    case CHDF5_OK: return
    case CHDF5_MISSING, CHDF5_NOT_A_DATASET: throw .missing
    case CHDF5_NOT_FLOAT: throw .notFloat
    case CHDF5_UNSUPPORTED_STORAGE: throw .unsupportedStorage
    case CHDF5_NO_MEMORY: throw .memory(bytes: 0)
    default: throw .corrupt
    }
  }
}
