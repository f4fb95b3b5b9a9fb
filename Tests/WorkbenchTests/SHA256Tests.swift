import Foundation
import TestSupport
import Testing

@testable import Workbench

struct SHA256Tests {
  @Test("digests are those of the standard's examples")
  func examples() {
    #expect(
      SHA256.digits(of: []) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      SHA256.digits(of: Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256.digits(of: Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8))
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      SHA256.digits(of: [UInt8](repeating: 0x61, count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test("bytes that come in pieces have the digest of all of them")
  func pieces() {
    let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for size in 1..<140 {
      var hash = SHA256()
      for start in stride(from: 0, to: bytes.count, by: size) {
        hash.take(bytes[start..<min(start + size, bytes.count)])
      }
      #expect(hash.digits() == SHA256.digits(of: bytes))
    }
  }

  @Test("a file has the digest of its bytes")
  func file() throws {
    let path = Repository.referenceFile
    #expect(try SHA256.digits(ofFileAt: path.path) == SHA256.digits(of: Repository.bytes(path)))
  }
}
