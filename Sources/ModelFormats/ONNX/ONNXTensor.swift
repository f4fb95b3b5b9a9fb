import SwiftProtobuf
import Tensors

#if canImport(FoundationEssentials)
  private import FoundationEssentials
#else
  private import Foundation
#endif

/// Numbers that a file gives, or that are worked out of such before any picture is there.
struct ONNXConstant: Equatable {
  /// The numbers in memory order, last axis fastest.
  enum Numbers: Equatable {
    case floats([Float])
    /// Of any type of whole numbers, truth values among them.
    case integers([Int])
  }

  /// The extents.
  let extents: [Int]
  /// The numbers.
  let numbers: Numbers

  /// How many numbers there are.
  var count: Int {
    switch numbers {
    case .floats(let floats): floats.count
    case .integers(let integers): integers.count
    }
  }

  /// The numbers, where they are whole ones.
  var integers: [Int]? { if case .integers(let integers) = numbers { integers } else { nil } }

  /// The numbers, where they are floats.
  var floats: [Float]? { if case .floats(let floats) = numbers { floats } else { nil } }

  /// The only number, as a float.
  var scalar: Float? { count == 1 ? (floats?.first ?? integers?.first.map { Float($0) }) : nil }
}

/// The tensors of a file.
struct ONNXTensors {
  /// The types of numbers, by the number that the format gives them.
  static let types = [
    1: "float", 2: "uint8", 3: "int8", 4: "uint16", 5: "int16", 6: "int32", 7: "int64", 8: "string",
    9: "bool",
    10: "float16", 11: "double", 12: "uint32", 13: "uint64", 14: "complex64", 15: "complex128",
    16: "bfloat16", 17: "float8e4m3fn", 18: "float8e4m3fnuz", 19: "float8e5m2", 20: "float8e5m2fnuz",
    21: "uint4", 22: "int4", 23: "float4e2m1",
  ]

  /// What a type is called.
  static func name(ofType type: Int) -> String { types[type] ?? "type \(type)" }

  /// Opens the files beside the model's by their names; gives nothing where there are none.
  let sibling: (String) -> FileContent?

  /// The numbers of a tensor.
  ///
  /// - Throws: `ONNXError` that names the tensor.
  func constant(_ tensor: Onnx_TensorProto, name: String) throws(ModelError) -> ONNXConstant {
    guard tensor.dims.allSatisfy({ $0 >= 0 }) else { throw .onnx(.tensorLength(tensor: name)) }
    let extents = tensor.dims.compactMap { Int(exactly: $0) }
    guard ONNXConstant.isCountable(extents), let count = Shape(extents).checkedCount else {
      throw .onnx(.tensorLength(tensor: name))
    }
    let numbers = try numbers(tensor, count: count, name: name)
    let constant = ONNXConstant(extents: extents, numbers: numbers)
    guard constant.count == count else { throw .onnx(.tensorLength(tensor: name)) }
    return constant
  }

  private func numbers(
    _ tensor: Onnx_TensorProto, count: Int, name: String
  ) throws(ModelError) -> ONNXConstant.Numbers {
    let raw = try rawBytes(tensor, name: name)
    switch tensor.dataType {
    case 1: return .floats(raw.map { $0.floats(count) } ?? tensor.floatData)
    case 10:
      return .floats(raw?.words(count).map(Self.half) ?? tensor.int32Data.map { Self.half(Self.word($0)) })
    case 16:
      return .floats(raw?.words(count).map(Self.brain) ?? tensor.int32Data.map { Self.brain(Self.word($0)) })
    case 11: return .floats(try singles(raw?.doubles(count) ?? tensor.doubleData, name: name))
    case 7: return .integers(raw?.integers(Int64.self, count) ?? tensor.int64Data.map { Int($0) })
    case 6: return .integers(raw?.integers(Int32.self, count) ?? tensor.int32Data.map { Int($0) })
    case 2, 9: return .integers(raw?.integers(UInt8.self, count) ?? tensor.int32Data.map { Int($0) })
    case 3: return .integers(raw?.integers(Int8.self, count) ?? tensor.int32Data.map { Int($0) })
    case 4: return .integers(raw?.integers(UInt16.self, count) ?? tensor.int32Data.map { Int($0) })
    case 5: return .integers(raw?.integers(Int16.self, count) ?? tensor.int32Data.map { Int($0) })
    default: throw .onnx(.tensorType(tensor: name, type: Self.name(ofType: Int(tensor.dataType))))
    }
  }

  /// The lower half of a number of 32 bits, in which the format keeps those of 16.
  private static func word(_ number: Int32) -> UInt16 { UInt16(truncatingIfNeeded: number) }

  /// A number of the upper half of a float's bits.
  private static func brain(_ bits: UInt16) -> Float { Float(bitPattern: UInt32(bits) << 16) }

  /// A number of IEEE 754's 16 bits: a sign, 5 bits of exponent, 10 of fraction.
  private static func half(_ bits: UInt16) -> Float {
    let (sign, exponent, fraction) = (UInt32(bits >> 15) << 31, Int(bits >> 10 & 31), UInt32(bits & 0x3FF))
    switch exponent {
    case 0:
      let magnitude = Float(fraction) / Float(1 << 24)
      return Float(bitPattern: sign | magnitude.bitPattern)
    case 31: return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
    default: return Float(bitPattern: sign | UInt32(exponent + 112) << 23 | fraction << 13)
    }
  }

  /// Numbers of 64 bits as such of 32, where that rounds none away entirely.
  private func singles(_ doubles: [Double], name: String) throws(ModelError) -> [Float] {
    let floats = doubles.map { Float($0) }
    guard zip(floats, doubles).allSatisfy({ Double($0) == $1 || $1.isNaN }) else {
      throw .onnx(.precision(tensor: name))
    }
    return floats
  }
}

/// Bytes of a tensor: in the model's file, or in one beside it.
private enum RawBytes {
  case inside(Data)
  case outside([UInt8])

  private func read<Number>(_ count: Int, _ read: (UnsafeRawBufferPointer, Int) -> Number, size: Int)
    -> [Number]
  {
    func all(_ bytes: UnsafeRawBufferPointer) -> [Number] {
      // Another length is found by whoever asked.
      guard bytes.count == count * size else { return [] }
      return [Number](unsafeUninitializedCapacity: count) { numbers, filled in
        for index in 0..<count { numbers.initializeElement(at: index, to: read(bytes, index * size)) }
        filled = count
      }
    }
    return switch self {
    case .inside(let data): data.withUnsafeBytes(all)
    case .outside(let bytes): bytes.withUnsafeBytes(all)
    }
  }

  func floats(_ count: Int) -> [Float] {
    read(
      count,
      { Float(bitPattern: UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: $1, as: UInt32.self))) },
      size: 4)
  }

  func doubles(_ count: Int) -> [Double] {
    read(
      count,
      { Double(bitPattern: UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: $1, as: UInt64.self))) },
      size: 8)
  }

  func words(_ count: Int) -> [UInt16] {
    read(count, { UInt16(littleEndian: $0.loadUnaligned(fromByteOffset: $1, as: UInt16.self)) }, size: 2)
  }

  func integers<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type, _ count: Int) -> [Int] {
    read(
      count, { Int(Number(littleEndian: $0.loadUnaligned(fromByteOffset: $1, as: Number.self))) },
      size: MemoryLayout<Number>.size)
  }
}

extension ONNXTensors {
  /// The bytes of a tensor that has any; `nil` for one whose numbers stand in fields of their type.
  private func rawBytes(_ tensor: Onnx_TensorProto, name: String) throws(ModelError) -> RawBytes? {
    guard tensor.dataLocation == 1 else { return tensor.rawData.isEmpty ? nil : .inside(tensor.rawData) }
    var entries: [String: String] = [:]
    for entry in tensor.externalData { entries[entry.key] = entry.value }
    let file = entries["location"] ?? ""
    guard Self.staysInFolder(file) else { throw .onnx(.outside(tensor: name, file: file)) }
    let failure = ModelError.onnx(.external(tensor: name, file: file))
    guard let content = sibling(file), let offset = Int(entries["offset"] ?? "0"), offset >= 0,
      offset <= content.count
    else { throw failure }
    guard let length = Int(entries["length"] ?? "\(content.count - offset)"), length >= 0,
      length <= content.count - offset
    else { throw failure }
    guard SystemMemory.gives(length) else { throw failure }
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      isWhole = content.fill(
        UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: length), from: offset)
      count = isWhole ? length : 0
    }
    guard isWhole, content.failure() == nil else { throw failure }
    return .outside(bytes)
  }

  /// Whether a path leads to nothing but a file in the model's folder, or in folders of that one.
  static func staysInFolder(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return !path.contains("\\") && !path.contains("\0") && parts.allSatisfy { !$0.isEmpty && $0 != ".." }
  }
}
