public import Tensors

/// NumPy's `.npy` files of `float32` in C order, version 1.0.
///
/// Source: numpy.lib.format, “Format Version 1.0”.
public enum NumPyFile {
  /// The bytes of a file, the same as `numpy.save` writes for a `float32` array of this shape.
  public static func encode(_ tensor: Tensor) -> [UInt8] {
    var bytes = NumPyHeader.encode(tensor.shape)
    bytes.reserveCapacity(bytes.count + 4 * tensor.values.count)
    for value in tensor.values {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes
  }

  /// Reads a file.
  ///
  /// - Throws: `NumPyFileError`; in particular where the elements are not little-endian `float32` in C order,
  ///   or where they are not exactly as many as the shape says.
  public static func decode(_ bytes: [UInt8]) throws(NumPyFileError) -> Tensor {
    let header = try NumPyHeader(decoding: bytes)
    let found = bytes.count - header.size
    guard let count = header.shape.checkedCount, count <= Int.max / 4 else {
      throw .shapeTooLarge(header.shape.extents)
    }
    guard found == 4 * count else { throw .size(expected: 4 * count, found: found) }
    let values = bytes.withUnsafeBytes { bytes in
      stride(from: header.size, to: bytes.count, by: 4).map { offset in
        Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
      }
    }
    return Tensor(header.shape, values)
  }
}

/// What is wrong with the bytes of a `.npy` file; offsets count from 0.
public enum NumPyFileError: Error, Equatable, Sendable {
  /// The bytes begin otherwise; at most the first 8 are given.
  case notNumPy(firstBytes: [UInt8])
  /// A version of the format that is not read.
  case version(major: Int, minor: Int)
  /// The file ends inside its header.
  case headerEnds(expected: Int, found: Int)
  /// The header is not the Python dictionary that it must be.
  case malformedHeader(offset: Int)
  /// The header lacks a key.
  case missingKey(String)
  /// The elements have another type than `<f4`.
  case elementType(found: String)
  /// The first axis runs fastest in memory.
  case fortranOrder
  /// The shape counts more elements than can be.
  case shapeTooLarge([Int])
  /// The elements take another number of bytes than the shape says.
  case size(expected: Int, found: Int)
}

/// What stands before the elements of a `.npy` file.
struct NumPyHeader {
  /// The shape of the array.
  let shape: Shape
  /// The bytes of the header, from the start of the file.
  let size: Int

  private static let magic: [UInt8] = [0x93] + "NUMPY".utf8
  /// The magic, two bytes of version, two of length.
  private static let prefixSize = 10
  /// The header's size is a multiple of this.
  private static let alignment = 64
  /// NumPy leaves room for the first extent to grow to this many digits.
  private static let firstExtentDigits = 21

  /// The header of a `float32` array in C order.
  static func encode(_ shape: Shape) -> [UInt8] {
    var text = "{'descr': '<f4', 'fortran_order': False, 'shape': \(shape), }"
    if let first = shape.extents.first {
      text += String(repeating: " ", count: max(0, firstExtentDigits - String(first).count))
    }
    let rest = (prefixSize + text.utf8.count + 1) % alignment
    text += String(repeating: " ", count: alignment - rest) + "\n"
    let length = text.utf8.count
    return magic + [1, 0, UInt8(length & 255), UInt8(length >> 8)] + text.utf8
  }

  /// Reads the header of a file.
  init(decoding bytes: [UInt8]) throws(NumPyFileError) {
    guard bytes.starts(with: Self.magic) else { throw .notNumPy(firstBytes: Array(bytes.prefix(8))) }
    guard bytes.count >= Self.prefixSize else {
      throw .headerEnds(expected: Self.prefixSize, found: bytes.count)
    }
    guard bytes[6] == 1, bytes[7] == 0 else {
      throw .version(major: Int(bytes[6]), minor: Int(bytes[7]))
    }
    size = Self.prefixSize + Int(bytes[8]) + Int(bytes[9]) << 8
    guard bytes.count >= size else { throw .headerEnds(expected: size, found: bytes.count) }
    var reader = NumPyDictionaryReader(bytes[Self.prefixSize..<size])
    let entries = try reader.read()
    guard let type = entries.elementType else { throw .missingKey("descr") }
    guard let isFortran = entries.isFortranOrder else { throw .missingKey("fortran_order") }
    guard let extents = entries.extents else { throw .missingKey("shape") }
    guard type == "<f4" else { throw .elementType(found: type) }
    guard !isFortran else { throw .fortranOrder }
    shape = Shape(extents)
  }
}

/// Reads the Python dictionary of a `.npy` header: the three keys that it may have, in any order.
struct NumPyDictionaryReader {
  /// What the dictionary said.
  struct Entries {
    var elementType: String?
    var isFortranOrder: Bool?
    var extents: [Int]?
  }

  private let bytes: ArraySlice<UInt8>
  private var offset: Int

  /// Starts at the opening brace.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    offset = bytes.startIndex
  }

  /// Reads the dictionary and the line end behind it.
  mutating func read() throws(NumPyFileError) -> Entries {
    var entries = Entries()
    try expect("{")
    while !accept("}") {
      try readEntry(into: &entries)
      guard accept(",") else {
        try expect("}")
        break
      }
    }
    try expect("\n")
    guard offset == bytes.endIndex else { throw malformed }
    return entries
  }

  /// Reads `'key': value`; a key may come once.
  private mutating func readEntry(into entries: inout Entries) throws(NumPyFileError) {
    let start = offset
    let key = try string()
    try expect(":")
    switch key {
    case "descr" where entries.elementType == nil: entries.elementType = try string()
    case "fortran_order" where entries.isFortranOrder == nil: entries.isFortranOrder = try boolean()
    case "shape" where entries.extents == nil: entries.extents = try tuple()
    default: throw .malformedHeader(offset: start)
    }
  }

  /// Reads a string between quotation marks of either kind, without escapes.
  private mutating func string() throws(NumPyFileError) -> String {
    let quote: UInt8 = accept("'") ? UInt8(ascii: "'") : UInt8(ascii: "\"")
    if quote == UInt8(ascii: "\"") { try expect("\"") }
    let start = offset
    while offset < bytes.endIndex, bytes[offset] != quote {
      guard (0x20...0x7E).contains(bytes[offset]), bytes[offset] != UInt8(ascii: "\\") else {
        throw malformed
      }
      offset += 1
    }
    guard offset < bytes.endIndex else { throw malformed }
    defer { offset += 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  /// Reads `True` or `False`.
  private mutating func boolean() throws(NumPyFileError) -> Bool {
    if accept("True") { return true }
    try expect("False")
    return false
  }

  /// Reads a tuple of extents as Python writes it: `()`, `(5,)`, `(5, 3)`.
  private mutating func tuple() throws(NumPyFileError) -> [Int] {
    try expect("(")
    var extents: [Int] = []
    var endsInComma = true
    while !accept(")") {
      guard endsInComma else { throw malformed }
      extents.append(try number())
      endsInComma = accept(",")
    }
    guard extents.count != 1 || endsInComma else { throw malformed }
    return extents
  }

  /// Reads a decimal number that fits in `Int`.
  private mutating func number() throws(NumPyFileError) -> Int {
    skipBlanks()
    let start = offset
    while offset < bytes.endIndex, (0x30...0x39).contains(bytes[offset]) { offset += 1 }
    guard let value = Int(String(decoding: bytes[start..<offset], as: UTF8.self)) else {
      throw .malformedHeader(offset: start)
    }
    return value
  }

  /// Passes over blanks and, if it comes next, a text; returns whether it came.
  private mutating func accept(_ text: StaticString) -> Bool {
    skipBlanks()
    let wanted = String(describing: text).utf8
    guard bytes[offset...].starts(with: wanted) else { return false }
    offset += wanted.count
    return true
  }

  /// Passes over blanks and a text that must come next.
  private mutating func expect(_ text: StaticString) throws(NumPyFileError) {
    guard accept(text) else { throw malformed }
  }

  private mutating func skipBlanks() {
    while offset < bytes.endIndex, bytes[offset] == 0x20 { offset += 1 }
  }

  private var malformed: NumPyFileError { .malformedHeader(offset: offset) }
}
