/// Zip archives whose members are stored as they are, as Keras writes them.
///
/// Source: PKWARE, ".ZIP File Format Specification", 4.3.
public enum StoredZip {
  /// A member of an archive.
  public struct Member: Sendable {
    /// Its name.
    public var name: String
    /// Its content.
    public var bytes: [UInt8]
    /// How it claims to be compressed: 0 is stored, 8 deflated.
    public var method: UInt16 = 0
    /// The length that it claims to have when it is unpacked; its own where this is `nil`.
    public var claimedSize: UInt32?
    /// Its checksum, where that is known.
    public var checksum: UInt32?
    /// Its general-purpose flags: bit 0 says that it is encrypted.
    public var flags: UInt16 = 0

    /// Makes a member.
    public init(_ name: String, _ bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// A member that unpacks to some bytes and then zeros, of which 1,000 take one byte.
  ///
  /// Its checksum is not that of what it unpacks to.
  ///
  /// Source: RFC 1951, 3.2.6, "Compression with fixed Huffman codes".
  public static func deflated(_ name: String, beginning: [UInt8], zeros count: Int) -> Member {
    var bits = DeflateBits()
    bits.add(0b011, 3)
    for byte in beginning + [0] {
      if byte < 144 {
        bits.addReversed(0x30 + UInt32(byte), 8)
      } else {
        bits.addReversed(0x190 + UInt32(byte) - 144, 9)
      }
    }
    for _ in 0..<(count - 1) / 258 {
      bits.addReversed(0xC5, 8)
      bits.addReversed(0, 5)
    }
    bits.addReversed(0, 7)
    var member = Member(name, bits.bytes)
    member.method = 8
    member.claimedSize = UInt32(beginning.count + 1 + (count - 1) / 258 * 258)
    return member
  }

  /// Bits in bytes, the lowest first.
  private struct DeflateBits {
    private(set) var bytes: [UInt8] = []
    private var used = 0

    mutating func add(_ bits: UInt32, _ count: Int) {
      for index in 0..<count {
        if used == 0 { bytes.append(0) }
        bytes[bytes.count - 1] |= UInt8(bits >> UInt32(index) & 1) << UInt8(used)
        used = (used + 1) % 8
      }
    }

    /// Adds the bits of a Huffman code, the highest first.
    mutating func addReversed(_ bits: UInt32, _ count: Int) {
      for index in stride(from: count - 1, through: 0, by: -1) { add(bits >> UInt32(index) & 1, 1) }
    }
  }

  /// The bytes of an archive with these members, checksums included.
  public static func archive(_ members: [Member]) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let offset = bytes.count
      let description = describe(member)
      bytes += little(0x0403_4B50, 4) + description + Array(member.name.utf8) + member.bytes
      directory += little(0x0201_4B50, 4) + little(20, 2) + description + little(0, 2 + 2 + 2 + 4)
      directory += little(UInt64(offset), 4) + Array(member.name.utf8)
    }
    let count = little(UInt64(members.count), 2)
    let end = little(0x0605_4B50, 4) + little(0, 4) + count + count
    let place = little(UInt64(directory.count), 4) + little(UInt64(bytes.count), 4)
    return bytes + directory + end + place + little(0, 2)
  }

  /// The bytes of a member of an archive whose members are stored; `nil` where there is none of the name.
  public static func member(_ name: String, of archive: [UInt8]) -> [UInt8]? {
    members(of: archive)?.first { $0.name == name }?.bytes
  }

  /// The members of an archive without a comment, in the order of its directory; `nil` where the bytes are none, or a member
  /// is compressed.
  public static func members(of archive: [UInt8]) -> [Member]? {
    let (entrySize, headerSize, endSize) = (46, 30, 22)
    let end = archive.count - endSize
    guard end >= 0, archive[end...].starts(with: little(0x0605_4B50, 4)) else { return nil }
    var place = number(archive, end + 16, 4)
    var members: [Member] = []
    for _ in 0..<number(archive, end + 10, 2) {
      guard number(archive, place + 10, 2) == 0 else { return nil }
      let name = place + entrySize..<place + entrySize + number(archive, place + 28, 2)
      let header = number(archive, place + 42, 4)
      let start = header + headerSize + number(archive, header + 26, 2) + number(archive, header + 28, 2)
      let bytes = archive[start..<start + number(archive, place + 20, 4)]
      place = name.upperBound + number(archive, place + 30, 2) + number(archive, place + 32, 2)
      members.append(Member(String(decoding: archive[name], as: UTF8.self), Array(bytes)))
    }
    return members
  }

  /// The integer of so many bytes at an offset, least significant first.
  private static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
    bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// What stands in front of a member and again in the directory: version to extra length.
  private static func describe(_ member: Member) -> [UInt8] {
    let size = member.claimedSize.map(UInt64.init) ?? UInt64(member.bytes.count)
    let head = little(20, 2) + little(UInt64(member.flags), 2) + little(UInt64(member.method), 2)
    let date = little(0, 2) + little(0x21, 2)
    let sizes = little(UInt64(member.bytes.count), 4) + little(size, 4)
    let lengths = little(UInt64(member.name.utf8.count), 2) + little(0, 2)
    return head + date + little(UInt64(member.checksum ?? checksum(member.bytes)), 4) + sizes + lengths
  }

  /// An integer in so many bytes, least significant first.
  private static func little(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) : 0 }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { crc, _ in crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1 }
  }

  /// CRC-32 as zip uses it.
  public static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { crc, byte in table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8) }
  }
}
