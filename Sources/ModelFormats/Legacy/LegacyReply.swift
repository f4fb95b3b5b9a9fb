/// Reads the records that `LegacyDump` writes, and trusts none of them.
struct LegacyReply {
  private let process: any LegacyProcess
  /// The bytes of the file: neither its texts nor its numbers can be more.
  private let largest: Int
  private var numbersLeft: Int

  /// The model that a process tells of; the process is finished in any case.
  ///
  /// - Throws: `ModelError.legacyReaderDied` where the records break off or make no sense, and what they say of the
  ///   file.
  static func model(from process: any LegacyProcess, largest: Int) throws(ModelError) -> LegacyModel {
    defer { process.finish() }
    var reply = LegacyReply(process: process, largest: largest, numbersLeft: largest)
    return try reply.model()
  }

  private mutating func model() throws(ModelError) -> LegacyModel {
    var model = LegacyModel()
    var layer = ""
    while true {
      let (kind, length) = try head()
      switch kind {
      case .config: model.config = try bytes(length)
      case .version: model.version = try text(length)
      case .backend: model.backend = try text(length)
      case .layer:
        layer = try text(length)
        model.layerNames.append(layer)
      case .weight:
        let path = try text(length)
        model.add(try weight(), path: path, layer: layer)
      case .failure: throw ModelError(bytes: try bytes(length)) ?? .legacyReaderDied
      case .end: return model
      case .numbers, .unreadable: throw .legacyReaderDied
      }
    }
  }

  /// A record's kind and the length of what follows.
  private func head() throws(ModelError) -> (LegacyRecord, Int) {
    let head = try bytes(LegacyRecord.headLength)
    guard let kind = LegacyRecord(rawValue: head[0]), let length = LegacyRecord.integer(head.dropFirst())
    else {
      throw .legacyReaderDied
    }
    return (kind, length)
  }

  /// A weight's numbers, or why there are none.
  private mutating func weight() throws(ModelError) -> LegacyModel.Weight {
    let (kind, length) = try head()
    if kind == .unreadable {
      let bytes = try bytes(length)
      guard !bytes.isEmpty else { throw .legacyReaderDied }
      return .failure(HDF5File.Failure(bytes: bytes) ?? .corrupt)
    }
    guard kind == .numbers, let rank = try integers(1).first, (0...32).contains(rank) else {
      throw .legacyReaderDied
    }
    let extents = try integers(rank)
    let count = (length - 8 * (rank + 1)) / 4
    guard length >= 8 * (rank + 1), length == 8 * (rank + 1) + 4 * count, count <= numbersLeft else {
      throw .legacyReaderDied
    }
    numbersLeft -= count
    return .success(LegacyModel.Numbers(extents: extents, values: try elements(count)))
  }

  private func integers(_ count: Int) throws(ModelError) -> [Int] {
    let bytes = try bytes(8 * count)
    return try (0..<count).map { (index) throws(ModelError) in
      guard let integer = LegacyRecord.integer(bytes[8 * index..<8 * index + 8]) else {
        throw .legacyReaderDied
      }
      return integer
    }
  }

  private func text(_ length: Int) throws(ModelError) -> String {
    String(decoding: try bytes(length), as: UTF8.self)
  }

  private func bytes(_ count: Int) throws(ModelError) -> [UInt8] {
    guard count <= max(largest, 512) else { throw .legacyReaderDied }
    return try elements(count)
  }

  /// Numbers, which go from the process to where they stay.
  private func elements<Number: BitwiseCopyable>(_ count: Int) throws(ModelError) -> [Number] {
    let size = MemoryLayout<Number>.stride * count
    guard SystemMemory.gives(size) else { throw .memory(bytes: size) }
    var read = 0
    let elements = [Number](unsafeUninitializedCapacity: count) { buffer, filled in
      read = process.read(into: UnsafeMutableRawBufferPointer(buffer))
      filled = read / MemoryLayout<Number>.stride
    }
    guard read == size else { throw .legacyReaderDied }
    return elements
  }
}
