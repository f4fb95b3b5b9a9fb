import CHDF5

/// An HDF5 file in memory, of which only float datasets are read, by path.
final class HDF5File {
  /// Why a dataset can't be read.
  enum Failure: Error, Equatable {
    case missing
    case notFloat
    case unsupportedStorage
    case corrupt
  }

  private let file: Int64
  private let bytes: UnsafeMutableBufferPointer<UInt8>

  /// Opens a file from a copy of its bytes; `nil` where it isn't one.
  init?(_ content: [UInt8]) {
    let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: content.count)
    _ = bytes.initialize(fromContentsOf: content)
    var file: Int64 = -1
    guard chdf5_open(bytes.baseAddress, bytes.count, &file) == CHDF5_OK else {
      bytes.deallocate()
      return nil
    }
    self.file = file
    self.bytes = bytes
  }

  deinit {
    chdf5_close(file)
    bytes.deallocate()
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
    guard count <= bytes.count else { throw .corrupt }
    var status = CHDF5_OK
    let numbers = [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.initialize(repeating: 0)
      status = chdf5_read(file, path, buffer.baseAddress, count)
      initialized = count
    }
    try check(status)
    return numbers
  }

  private func check(_ status: chdf5_status) throws(Failure) {
    switch status {
    case CHDF5_OK: return
    case CHDF5_MISSING, CHDF5_NOT_A_DATASET: throw .missing
    case CHDF5_NOT_FLOAT: throw .notFloat
    case CHDF5_UNSUPPORTED_STORAGE: throw .unsupportedStorage
    default: throw .corrupt
    }
  }
}
