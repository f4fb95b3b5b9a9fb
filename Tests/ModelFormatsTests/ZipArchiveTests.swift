import Foundation
import ModelFormats
import TestSupport
import Testing

@testable import ModelFormats

struct ZipArchiveTests {
  private func member(
    _ name: String, of members: [StoredZip.Member], limit: Int = 1 << 20
  ) throws(ModelError) -> [UInt8] {
    try member(name, of: StoredZip.archive(members), limit: limit)
  }

  private func member(_ name: String, of bytes: [UInt8], limit: Int = 1 << 20) throws(ModelError) -> [UInt8] {
    try ZipArchive(FileContent(bytes)).member(name, limit: limit)
  }

  @Test("members are found by their names, empty ones too")
  func members() throws {
    let members = [
      StoredZip.Member("a", [1, 2, 3]), StoredZip.Member("b/c", []), StoredZip.Member("d", [4]),
    ]
    #expect(try member("a", of: members) == [1, 2, 3])
    #expect(try member("b/c", of: members) == [])
    #expect(throws: ModelError.memberMissing("c")) { try member("c", of: members) }
    #expect(throws: ModelError.memberMissing("A")) { try member("A", of: members) }
  }

  @Test("a byte that changed is found by the checksum")
  func checksum() throws {
    var bytes = StoredZip.archive([StoredZip.Member("a", Array("hello".utf8))])
    let place = try #require(bytes.firstRange(of: Array("hello".utf8))?.lowerBound)
    bytes[place] ^= 1
    #expect(throws: ModelError.memberCorrupt("a")) { try member("a", of: bytes) }
  }

  @Test("a member that claims more than its bytes can give is refused before memory is taken")
  func bomb() {
    var large = StoredZip.Member("a", [1, 2, 3])
    large.claimedSize = 1 << 31
    large.method = 8
    #expect(throws: ModelError.memberTooLarge("a", size: 1 << 31, limit: 3_300)) {
      try member("a", of: [large], limit: .max)
    }
    #expect(throws: ModelError.memberTooLarge("b", size: 100, limit: 99)) {
      try member("b", of: [StoredZip.Member("b", [UInt8](repeating: 0, count: 100))], limit: 99)
    }
  }

  @Test("a member that is shorter or longer than it claims is corrupt", arguments: [UInt32(4), 6])
  func wrongSize(claimed: UInt32) {
    var wrong = StoredZip.Member("a", Array("hello".utf8))
    wrong.claimedSize = claimed
    wrong.method = 8
    #expect(throws: ModelError.memberCorrupt("a")) { try member("a", of: [wrong]) }
  }

  @Test("a member behind a password or an unknown compression is told apart")
  func unsupported() {
    var secret = StoredZip.Member("a", [1, 2, 3])
    secret.flags = 1
    #expect(throws: ModelError.memberEncrypted("a")) { try member("a", of: [secret]) }
    var odd = StoredZip.Member("a", [1, 2, 3])
    odd.method = 77
    #expect(throws: ModelError.memberCompression("a")) { try member("a", of: [odd]) }
  }

  @Test("bytes that only begin like an archive are damaged")
  func damaged() {
    #expect(throws: ModelError.archiveDamaged) { try member("a", of: Array("PK\u{3}\u{4}".utf8)) }
  }

  @Test("an archive for whose table of contents there is no memory is not called damaged")
  func noMemory() async {
    await #expect(processExitsWith: .success) {
      let members = (0..<50_000).map { StoredZip.Member("\($0)", []) }
      let content = FileContent(StoredZip.archive(members))
      MemoryLimit.set(additionalBytes: 0)
      MemoryLimit.exhaust(blockSize: 1 << 17)
      #expect(throws: ModelError.memory(bytes: 0)) { _ = try ZipArchive(content) }
    }
  }

  /// The place of a member in an archive's bytes, if it is there, and the member's bytes.
  private func content(_ name: String, of bytes: [UInt8], limit: Int = .max) throws -> (
    place: Int?, bytes: [UInt8]
  ) {
    let whole = FileContent(bytes)
    let member = try ZipArchive(whole).content(of: name, beginning: [], or: .weightsNotHDF5, limit: limit)
    return (member.offset(in: whole), member.all)
  }

  @Test("a stored member is found where it is, and not taken for what looks like it")
  func inPlace() throws {
    let plain = StoredZip.archive([StoredZip.Member("b", [1, 2, 3]), StoredZip.Member("c", [4, 5])])
    let found = try content("c", of: plain)
    #expect(found.bytes == [4, 5])
    #expect(found.place.map { Array(plain[$0..<$0 + 2]) } == [4, 5])

    let decoy: [UInt8] = [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 22) + [1, 0, 0, 0, 0x62, 9, 9, 9]
    let misleading = StoredZip.archive([StoredZip.Member("a", decoy), StoredZip.Member("b", [1, 2, 3])])
    let other = try content("b", of: misleading)
    #expect(other.bytes == [1, 2, 3])
    #expect(other.place.map { Array(misleading[$0..<$0 + 3]) } == [1, 2, 3])
  }

  @Test("a stored member whose bytes contradict their checksum is refused")
  func inPlaceChecksum() throws {
    var bytes = StoredZip.archive([StoredZip.Member("weights", [1, 2, 3, 4, 5])])
    let place = try #require((0..<bytes.count - 4).first { Array(bytes[$0..<$0 + 5]) == [1, 2, 3, 4, 5] })
    bytes[place + 2] = 7
    #expect(throws: ModelError.memberCorrupt("weights")) { try content("weights", of: bytes) }
  }

  @Test("a packed member is unpacked, but not where it begins otherwise or exceeds the limit")
  func packed() throws {
    let head: [UInt8] = [0x89, 0x48]
    let packed = StoredZip.deflated("a", beginning: head, zeros: 100_000)
    let size = Int(try #require(packed.claimedSize))
    let bytes = StoredZip.archive([packed])
    #expect(throws: ModelError.weightsNotHDF5) {
      try ZipArchive(FileContent(bytes)).content(of: "a", beginning: [1], or: .weightsNotHDF5, limit: .max)
    }
    #expect(throws: ModelError.memberTooLarge("a", size: size, limit: size - 1)) {
      try ZipArchive(FileContent(bytes)).content(
        of: "a", beginning: head, or: .weightsNotHDF5, limit: size - 1)
    }
    // Everything but the checksum, which is that of the packed bytes here, is right.
    #expect(throws: ModelError.memberCorrupt("a")) {
      try ZipArchive(FileContent(bytes)).content(of: "a", beginning: head, or: .weightsNotHDF5, limit: size)
    }
  }

  @Test("a network's weights are read out of the file's own bytes")
  func noCopy() throws {
    let fixture = try KerasFixture("tutorial")
    let found = try content(KerasFixture.weights, of: fixture.bytes)
    #expect(found.place != nil && found.bytes == fixture.weights)
  }
}

extension FileContent {
  /// All bytes.
  fileprivate var all: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    return bytes.withUnsafeMutableBytes { fill($0, from: 0) } ? bytes : []
  }
}
