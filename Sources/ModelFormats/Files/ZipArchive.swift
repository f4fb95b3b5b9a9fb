import CZip

/// A zip archive.
struct ZipArchive: ~Copyable {
  /// Deflate shrinks to 1/1032 at best; a member that claims to be larger lies.
  private static let largestRatio = 1_100

  private let archive: OpaquePointer
  private let content: FileContent

  /// Opens an archive.
  init(_ content: FileContent) throws(ModelError) {
    var archive: OpaquePointer?
    let bytes = czip_bytes(read: FileContent.reader, context: content.context, count: UInt64(content.count))
    let status = czip_open(bytes, &archive)
    guard status != CZIP_NO_MEMORY else { throw .memory(bytes: 0) }
    guard status == CZIP_OK, let archive else { throw .archiveDamaged }
    self.archive = archive
    self.content = content
  }

  deinit {
    czip_close(archive)
  }

  /// The bytes of a member, unpacked and compared with their checksum.
  ///
  /// Nothing is allocated before the claimed size was compared with the limit and with the bytes in the file.
  func member(_ name: String, limit: Int) throws(ModelError) -> [UInt8] {
    try bytes(of: find(name), name, limit: limit)
  }

  /// A member as content: a part of the archive's own, if it is stored uncompressed, else unpacked.
  ///
  /// In both cases its checksum was compared. A compressed member is unpacked only where it begins with some bytes
  /// and does not claim to be larger than a limit.
  ///
  /// - Throws: What `member` throws; `beginsOtherwise` where it has another beginning.
  func content(
    of name: String, beginning: [UInt8], or beginsOtherwise: ModelError, limit: Int
  ) throws(ModelError) -> FileContent {
    let member = try find(name)
    if let part = try part(member, name) {
      guard part.starts(with: beginning) else { throw beginsOtherwise }
      return part
    }
    guard try self.beginning(of: member, name, count: beginning.count) == beginning else {
      throw beginsOtherwise
    }
    return FileContent(try bytes(of: member, name, limit: limit))
  }

  private func find(_ name: String) throws(ModelError) -> czip_member {
    var member = czip_member()
    try check(czip_find(archive, name, &member), name)
    return member
  }

  private func bytes(of member: czip_member, _ name: String, limit: Int) throws(ModelError) -> [UInt8] {
    var member = member
    let packed = Int(clamping: member.compressed_size)
    let (unpacked, overflow) = packed.multipliedReportingOverflow(by: Self.largestRatio)
    let largest = overflow ? limit : min(limit, unpacked)
    let size = Int(clamping: member.size)
    guard size <= largest else { throw .memberTooLarge(name, size: size, limit: largest) }
    guard SystemMemory.gives(size) else { throw .memory(bytes: size) }
    var status = CZIP_OK
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      status = czip_read(archive, &member, buffer.baseAddress)
      count = status == CZIP_OK ? size : 0
    }
    try check(status, name)
    return bytes
  }

  /// The first bytes of a member, fewer where it has fewer.
  private func beginning(of member: czip_member, _ name: String, count: Int) throws(ModelError) -> [UInt8] {
    var member = member
    var bytes = [UInt8](repeating: 0, count: min(count, Int(clamping: member.size)))
    try check(czip_read_beginning(archive, &member, &bytes, bytes.count), name)
    return bytes
  }

  /// A stored member as a part of the archive; `nil` where it is no part of it.
  private func part(_ member: czip_member, _ name: String) throws(ModelError) -> FileContent? {
    var member = member
    var offset: UInt64 = 0
    guard member.is_stored, let size = Int(exactly: member.size), size > 0 else { return nil }
    let status = czip_locate(archive, &member, &offset)
    if status == CZIP_UNSUPPORTED { return nil }
    try check(status, name)
    guard let start = Int(exactly: offset), start <= content.count, size <= content.count - start else {
      return nil
    }
    return content.part(start..<start + size)
  }

  private func check(_ status: czip_status, _ name: String) throws(ModelError) {
    switch status {
    case CZIP_OK: return
    case CZIP_NO_MEMBER: throw .memberMissing(name)
    case CZIP_ENCRYPTED: throw .memberEncrypted(name)
    case CZIP_UNSUPPORTED: throw .memberCompression(name)
    case CZIP_NO_MEMORY: throw .memory(bytes: 0)
    default: throw .memberCorrupt(name)
    }
  }
}
