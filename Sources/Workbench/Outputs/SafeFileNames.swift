/// File names made from names that a model file chose.
///
/// `A–Z a–z 0–9 . _ -` stay, every other byte of the UTF-8 form becomes `%XX`, and so does a leading dot. Names
/// longer than 180 bytes are cut there, since file systems take 255 for all of a name.
public struct SafeFileNames {
  private var taken: Set<String> = []

  /// Starts with no name taken.
  public init() {}

  /// The file name of a name, different from all that were given before: a collision gets `-2`, `-3` ….
  public mutating func fileName(for name: String) -> String {
    unused(Self.encoded(name))
  }

  /// A file name, or the first of it with `-2`, `-3` … that was not given before.
  public mutating func unused(_ wanted: String) -> String {
    var candidate = wanted
    var number = 1
    while !taken.insert(candidate).inserted {
      number += 1
      candidate = "\(wanted)-\(number)"
    }
    return candidate
  }

  /// A name as a file name, whatever else has the same; `unnamed` for the empty name.
  public static func encoded(_ name: String) -> String {
    guard !name.isEmpty else { return "unnamed" }
    var text = ""
    for byte in name.utf8 {
      guard text.utf8.count <= longest - 3 else { break }
      let isKept = safe.contains(byte) && !(text.isEmpty && byte == UInt8(ascii: "."))
      text += isKept ? String(Unicode.Scalar(byte)) : "%" + byte.hexadecimal
    }
    return text
  }

  /// The most bytes of a file name, without what is added to it.
  private static let longest = 180

  private static let safe = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-".utf8)
}

extension UInt8 {
  /// The byte as two hexadecimal digits: `0A`.
  var hexadecimal: String { (self < 16 ? "0" : "") + String(self, radix: 16, uppercase: true) }
}
