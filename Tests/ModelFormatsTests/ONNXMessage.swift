import Foundation
import TestSupport

@testable import ModelFormats

/// Bytes of an ONNX file, field by field.
enum ONNXMessage {
  /// The bytes of a file of the fixtures.
  static func fixture(_ name: String) throws -> [UInt8] {
    try Repository.bytes(Repository.fixtures.appending(path: "onnx/\(name).onnx"))
  }

  /// A field of a number, with a whole number.
  static func number(_ field: UInt8, _ value: UInt64) -> [UInt8] { [field << 3] + varint(value) }

  /// A field of a number, with bytes.
  static func bytes(_ field: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    varint(UInt64(field) << 3 | 2) + varint(UInt64(bytes.count)) + bytes
  }

  /// A field of a number, with a text.
  static func text(_ field: UInt8, _ text: String) -> [UInt8] { bytes(field, Array(text.utf8)) }

  private static func varint(_ value: UInt64) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F) | 0x80] + varint(value >> 7)
  }

  /// A node.
  static func node(
    _ operation: String, _ inputs: [String], _ outputs: [String], domain: String = "",
    attributes: [[UInt8]] = []
  ) -> [UInt8] {
    bytes(
      1,
      inputs.flatMap { text(1, $0) } + outputs.flatMap { text(2, $0) } + text(3, "n_\(outputs.first ?? "")")
        + text(4, operation) + attributes.flatMap { bytes(5, $0) } + text(7, domain))
  }

  /// An attribute of whole numbers.
  static func integers(_ name: String, _ values: [UInt64]) -> [UInt8] {
    text(1, name) + values.flatMap { number(8, $0) } + [0xA0, 0x01, 7]
  }

  /// A tensor of floats.
  static func tensor(_ name: String, _ extents: [UInt64], type: UInt64 = 1, _ more: [UInt8]) -> [UInt8] {
    bytes(5, extents.flatMap { number(1, $0) } + number(2, type) + text(8, name) + more)
  }

  /// An input or an output, of floats unless a type is given.
  static func value(_ field: UInt8, _ name: String, _ extents: [UInt64], type: UInt64 = 1) -> [UInt8] {
    let shape = extents.flatMap { bytes(1, number(1, $0)) }
    return bytes(field, text(1, name) + bytes(2, bytes(1, number(1, type) + bytes(2, shape))))
  }

  /// A file with a graph that reads `x` of (1, 3, 4, 4) and gives `y`.
  static func file(
    _ graph: [UInt8], opset: UInt64 = 18, type: UInt64 = 1, extents: [UInt64] = [1, 3, 4, 4]
  ) -> [UInt8] {
    number(1, 8) + text(2, "test")
      + bytes(7, graph + value(11, "x", extents, type: type) + value(12, "y", extents))
      + bytes(8, number(2, opset))
  }

  /// Why the network of a file can't run; `nil` where it can.
  static func error(_ bytes: [UInt8], siblings: [String: [UInt8]] = [:]) -> ModelError? {
    do throws(ModelError) {
      let file = try ModelFile.read(FileContent(bytes), name: "test.onnx", memoryLimit: 1 << 26) {
        siblings[$0].map { FileContent($0) }
      }
      if case .failure(let error) = file.trained { return error }
      return nil
    } catch {
      return error
    }
  }
}
