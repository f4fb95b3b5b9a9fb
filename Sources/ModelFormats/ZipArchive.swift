import CZip

/// A zip archive in memory.
struct ZipArchive: ~Copyable {
  /// Deflate shrinks to 1/1032 at best; a member that claims to be larger lies.
  private static let largestRatio = 1_100

  private let archive: OpaquePointer

  /// Opens an archive whose bytes stay where they are for the archive's life.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(ModelError) {
    var archive: OpaquePointer?
    let status = czip_open(bytes.baseAddress, bytes.count, &archive)
    guard status == CZIP_OK, let archive else { throw .archiveDamaged }
    self.archive = archive
  }

  deinit {
    czip_close(archive)
  }

  /// The bytes of a member, unpacked and compared with their checksum.
  ///
  /// Nothing is allocated before the claimed size was compared with the limit and with the bytes in the file.
  func member(_ name: String, limit: Int) throws(ModelError) -> [UInt8] {
    var member = czip_member()
    try check(czip_find(archive, name, &member), name)
    let packed = Int(clamping: member.compressed_size)
    let (unpacked, overflow) = packed.multipliedReportingOverflow(by: Self.largestRatio)
    let largest = overflow ? limit : min(limit, unpacked)
    let size = Int(clamping: member.size)
    guard size <= largest else { throw .memberTooLarge(name, size: size, limit: largest) }
    var status = CZIP_OK
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      buffer.initialize(repeating: 0)
      status = czip_read(archive, &member, buffer.baseAddress)
      count = size
    }
    try check(status, name)
    return bytes
  }

  /// A member of the content that the archive was opened from: the bytes where they are, if they are stored
  /// uncompressed, else unpacked.
  ///
  /// In both cases its checksum was compared.
  func content(of name: String, in content: FileContent) throws(ModelError) -> FileContent {
    var member = czip_member()
    var offset = 0
    try check(czip_find(archive, name, &member), name)
    guard let bytes = content.bytes.baseAddress, member.is_stored, let size = Int(exactly: member.size),
      czip_locate(bytes, content.bytes.count, name, &member, &offset),
      czip_compare(archive, &member, bytes + offset, content.isMapped) == CZIP_OK
    else { return FileContent(try self.member(name, limit: .max)) }
    return content.part(offset..<offset + size)
  }

  private func check(_ status: czip_status, _ name: String) throws(ModelError) {
    switch status {
    case CZIP_OK: return
    case CZIP_NO_MEMBER: throw .memberMissing(name)
    case CZIP_ENCRYPTED: throw .memberEncrypted(name)
    case CZIP_UNSUPPORTED: throw .memberCompression(name)
    default: throw .memberCorrupt(name)
    }
  }
}
