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
      let bits = value.bitPattern
      bytes.append(UInt8(truncatingIfNeeded: bits))
      bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
      bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
      bytes.append(UInt8(truncatingIfNeeded: bits >> 24))
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
    let values = stride(from: header.size, to: bytes.count, by: 4).map { offset in
      let low = UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8
      let high = UInt32(bytes[offset + 2]) | UInt32(bytes[offset + 3]) << 8
      return Float(bitPattern: low | high << 16)
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
