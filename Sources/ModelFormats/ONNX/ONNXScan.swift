/// A look at the structure of an ONNX file, before anything is made of it.
///
/// A message of two bytes becomes a value of two hundred: so messages and texts are counted first, where they stand in
/// the bytes. Source: the encoding of Protocol Buffers.
struct ONNXScan {
  /// The most messages and texts of a file.
  static let limit = 1_000_000

  /// A message of the format, with those of its fields that have messages or texts.
  private struct Message {
    var messages: [UInt64: Kind] = [:]
    var texts: Set<UInt64> = []
  }

  private enum Kind {
    case model, graph, node, attribute, tensor, pair, value, type, tensorType, shape, leaf
  }

  private static let messages: [Kind: Message] = [
    .model: Message(messages: [7: .graph, 8: .pair, 25: .leaf], texts: [2, 3]),
    .graph: Message(messages: [1: .node, 5: .tensor, 11: .value, 12: .value, 15: .leaf], texts: [2]),
    .node: Message(messages: [5: .attribute, 9: .pair], texts: [1, 2, 3, 4, 7]),
    .attribute: Message(messages: [5: .tensor], texts: [1, 4, 9, 21]),
    .tensor: Message(messages: [13: .pair], texts: [8]),
    .pair: Message(texts: [1, 2]), .value: Message(messages: [2: .type], texts: [1]),
    .type: Message(messages: [1: .tensorType]), .tensorType: Message(messages: [2: .shape]),
    .shape: Message(messages: [1: .leaf]), .leaf: Message(),
  ]

  private let bytes: UnsafeRawBufferPointer
  private var count = 0

  private init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Looks at the bytes of a file.
  ///
  /// - Throws: `ONNXError.damaged` or `.tooLarge`.
  static func check(_ bytes: [UInt8]) throws(ModelError) {
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(ModelError) in
        var scan = ONNXScan(bytes)
        try scan.walk(.model, 0..<bytes.count)
      }
    }
    try result.get()
  }

  /// Walks through the fields of a message; the format nests these ten deep at most.
  private mutating func walk(_ kind: Kind, _ range: Range<Int>) throws(ModelError) {
    let message = Self.messages[kind] ?? Message()
    var reader = ProtobufFields(bytes, range)
    while let field = reader.next() {
      guard let content = field.content else { continue }
      let inner = message.messages[field.number]
      guard inner != nil || message.texts.contains(field.number) else { continue }
      count += 1
      guard count <= Self.limit else { throw .onnx(.tooLarge(limit: Self.limit)) }
      if let inner { try walk(inner, content) }
    }
    guard !reader.isDamaged else { throw .onnx(.damaged) }
  }
}

/// The fields of a message of Protocol Buffers, one after the other.
struct ProtobufFields {
  /// A field.
  struct Field {
    /// Its number.
    let number: UInt64
    /// Where its bytes are, for one that has a length.
    let content: Range<Int>?
  }

  /// Whether what follows is no field, or doesn't end where the message does.
  private(set) var isDamaged = false
  private let bytes: UnsafeRawBufferPointer
  private var place: Int
  private let end: Int

  /// Begins with the first field of a range.
  init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    self.bytes = bytes
    place = range.lowerBound
    end = range.upperBound
  }

  /// The next field; `nil` at the end.
  mutating func next() -> Field? {
    guard !isDamaged, place < end else { return nil }
    guard let tag = varint(), tag >> 3 > 0 else { return damaged() }
    switch tag & 7 {
    case 0: return varint() == nil ? damaged() : Field(number: tag >> 3, content: nil)
    case 1: return passing(8) == nil ? damaged() : Field(number: tag >> 3, content: nil)
    case 2:
      guard let length = varint(), let count = Int(exactly: length), let content = passing(count) else {
        return damaged()
      }
      return Field(number: tag >> 3, content: content)
    case 5: return passing(4) == nil ? damaged() : Field(number: tag >> 3, content: nil)
    default: return damaged()
    }
  }

  private mutating func damaged() -> Field? {
    isDamaged = true
    return nil
  }

  private mutating func passing(_ count: Int) -> Range<Int>? {
    guard count <= end - place else { return nil }
    defer { place += count }
    return place..<place + count
  }

  private mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard place < end else { return nil }
      let byte = bytes[place]
      place += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    return nil
  }
}
