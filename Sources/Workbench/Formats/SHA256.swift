/// A digest of bytes by which a file is known again.
///
/// Source: NIST, FIPS 180-4, "Secure Hash Standard", SHA-256.
struct SHA256 {
  private var state: [UInt32] = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
  ]
  private var rest: [UInt8] = []
  private var count: UInt64 = 0

  /// Begins a digest of no bytes.
  init() {}

  /// The digest of some bytes, in hexadecimal digits.
  static func digits(of bytes: [UInt8]) -> String {
    var hash = SHA256()
    hash.take(bytes[...])
    return hash.digits()
  }

  /// The digest of a file, in hexadecimal digits; `nil` of a pipe, whose bytes come only once.
  ///
  /// - Throws: `CommandError` where it can't be read.
  static func digits(ofFileAt path: String) throws(CommandError) -> String? {
    let input = try OpenInput(path: path)
    guard input.stamp != nil else { return nil }
    var (hash, cancellation) = (SHA256(), Cancellation())
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = try input.read(into: &chunk, until: cancellation)
      guard count > 0 else { break }
      hash.take(chunk[..<count])
    }
    try input.checkUnchanged()
    return hash.digits()
  }

  /// Takes more bytes.
  mutating func take(_ bytes: ArraySlice<UInt8>) {
    count += UInt64(bytes.count)
    let all = rest + bytes
    let whole = all.count / 64 * 64
    for start in stride(from: 0, to: whole, by: 64) { takeBlock(all[start..<start + 64]) }
    rest = Array(all[whole...])
  }

  /// The digest of all bytes so far, in hexadecimal digits.
  func digits() -> String {
    var hash = self
    let zeros = (119 - rest.count % 64) % 64
    let length = (0..<8).reversed().map { UInt8(truncatingIfNeeded: (count * 8) >> (UInt64($0) * 8)) }
    hash.take(([0x80] + [UInt8](repeating: 0, count: zeros) + length)[...])
    return hash.state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  private mutating func takeBlock(_ block: ArraySlice<UInt8>) {
    var words = [UInt32](repeating: 0, count: 64)
    for (index, byte) in block.enumerated() { words[index / 4] = words[index / 4] << 8 | UInt32(byte) }
    for index in 16..<64 {
      let (early, late) = (words[index - 15], words[index - 2])
      let first = early.rotated(7) ^ early.rotated(18) ^ early >> 3
      let second = late.rotated(17) ^ late.rotated(19) ^ late >> 10
      words[index] = words[index - 16] &+ first &+ words[index - 7] &+ second
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for index in 0..<64 {
      let mixed = e.rotated(6) ^ e.rotated(11) ^ e.rotated(25)
      let first = h &+ mixed &+ (e & f ^ ~e & g) &+ Self.constants[index] &+ words[index]
      let second = (a.rotated(2) ^ a.rotated(13) ^ a.rotated(22)) &+ (a & b ^ a & c ^ b & c)
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] = state[index] &+ word }
  }

  private static let constants: [UInt32] = [
    0x428A_2F98, 0x7137_4491, 0xB5C0_FBCF, 0xE9B5_DBA5, 0x3956_C25B, 0x59F1_11F1, 0x923F_82A4, 0xAB1C_5ED5,
    0xD807_AA98, 0x1283_5B01, 0x2431_85BE, 0x550C_7DC3, 0x72BE_5D74, 0x80DE_B1FE, 0x9BDC_06A7, 0xC19B_F174,
    0xE49B_69C1, 0xEFBE_4786, 0x0FC1_9DC6, 0x240C_A1CC, 0x2DE9_2C6F, 0x4A74_84AA, 0x5CB0_A9DC, 0x76F9_88DA,
    0x983E_5152, 0xA831_C66D, 0xB003_27C8, 0xBF59_7FC7, 0xC6E0_0BF3, 0xD5A7_9147, 0x06CA_6351, 0x1429_2967,
    0x27B7_0A85, 0x2E1B_2138, 0x4D2C_6DFC, 0x5338_0D13, 0x650A_7354, 0x766A_0ABB, 0x81C2_C92E, 0x9272_2C85,
    0xA2BF_E8A1, 0xA81A_664B, 0xC24B_8B70, 0xC76C_51A3, 0xD192_E819, 0xD699_0624, 0xF40E_3585, 0x106A_A070,
    0x19A4_C116, 0x1E37_6C08, 0x2748_774C, 0x34B0_BCB5, 0x391C_0CB3, 0x4ED8_AA4A, 0x5B9C_CA4F, 0x682E_6FF3,
    0x748F_82EE, 0x78A5_636F, 0x84C8_7814, 0x8CC7_0208, 0x90BE_FFFA, 0xA450_6CEB, 0xBEF9_A3F7, 0xC671_78F2,
  ]
}

extension UInt32 {
  /// The bits moved to the right; those that leave come in at the left.
  fileprivate func rotated(_ count: UInt32) -> UInt32 { self >> count | self << (32 - count) }
}
