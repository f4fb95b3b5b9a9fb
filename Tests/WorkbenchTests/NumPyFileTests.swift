import Tensors
import TestSupport
import Testing
import Workbench

@Suite("NumPy files")
struct NumPyFileTests {
  // The headers as NumPy 2.4.6 writes them:
  //   import io, numpy as np
  //   for shape in [(30, 30, 32), (1024,), (), (0, 3), (10**20 // 10**19, 2)]:
  //       file = io.BytesIO(); np.save(file, np.zeros(shape, '<f4')); print(file.getvalue()[:128])
  @Test(
    "the header is NumPy's, byte for byte",
    arguments: [
      (Shape(30, 30, 32), "(30, 30, 32), }" + blanks(52)), (Shape(1_024), "(1024,), }" + blanks(57)),
      (Shape(), "(), }" + blanks(62)), (Shape(0, 3), "(0, 3), }" + blanks(58)),
      (Shape(10, 2), "(10, 2), }" + blanks(57)),
    ])
  func header(shape: Shape, end: String) {
    let bytes = NumPyFile.encode(Tensor(shape))
    let text = "{'descr': '<f4', 'fortran_order': False, 'shape': " + end + "\n"
    #expect(bytes.prefix(10) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, 118, 0])
    #expect(String(decoding: bytes[10..<128], as: UTF8.self) == text)
    #expect(bytes.count == 128 + 4 * shape.count)
  }

  @Test("elements are little endian in C order")
  func elements() {
    let bytes = NumPyFile.encode(Tensor(Shape(1, 3), [1, -2.5, .infinity]))
    #expect(bytes[128...] == [0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC0, 0, 0, 0x80, 0x7F])
  }

  @Test("what was written reads back bit for bit, NaN included")
  func roundTrip() throws {
    let values: [Float] = [0, -0.0, .nan, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
    let tensor = try NumPyFile.decode(NumPyFile.encode(Tensor(Shape(2, 1, 3), values)))
    #expect(tensor.shape == Shape(2, 1, 3))
    #expect(tensor.values.map(\.bitPattern) == values.map(\.bitPattern))
    #expect(try NumPyFile.decode(NumPyFile.encode(Tensor(Shape(), [7]))) == Tensor(Shape(), [7]))
    #expect(try NumPyFile.decode(NumPyFile.encode(Tensor(Shape(0, 3)))) == Tensor(Shape(0, 3)))
  }

  @Test(
    "a header in another order or other quotation marks is read",
    arguments: [
      "{'shape':(2,),'fortran_order':False,'descr':'<f4'}\n",
      "{\"descr\": \"<f4\", \"shape\": (2,), \"fortran_order\": False}\n",
      "{ 'descr' : '<f4' , 'fortran_order' : False , 'shape' : ( 2 , ) , } \n",
    ])
  func otherHeaders(header: String) throws {
    let tensor = try NumPyFile.decode(file(header, elements: [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40]))
    #expect(tensor == Tensor(Shape(2), [1, 2]))
  }

  @Test("a file that is something else is refused with its first bytes")
  func notNumPy() {
    #expect(throws: NumPyFileError.notNumPy(firstBytes: [])) { try NumPyFile.decode([]) }
    #expect(throws: NumPyFileError.notNumPy(firstBytes: Array("PK\u{3}\u{4}".utf8))) {
      try NumPyFile.decode(Array("PK\u{3}\u{4}".utf8))
    }
  }

  @Test("each fault of a header has its error")
  func faults() {
    let rest = "'fortran_order': False, 'shape': (2,), }\n"
    expect("{'descr': '<f8', " + rest, .elementType(found: "<f8"))
    expect("{'descr': '>f4', " + rest, .elementType(found: ">f4"))
    expect("{'descr': '<f4', 'fortran_order': True, 'shape': (2,), }\n", .fortranOrder)
    expect("{" + rest, .missingKey("descr"))
    expect("{'descr': '<f4', 'shape': (2,), }\n", .missingKey("fortran_order"))
    expect("{'descr': '<f4', 'fortran_order': False, }\n", .missingKey("shape"))
    expect("{'descr': '<f4', 'descr': '<f4', " + rest, .malformedHeader(offset: 27))
    expect("{'other': '<f4', " + rest, .malformedHeader(offset: 11))
    expect("{'descr': '<f4' " + rest, .malformedHeader(offset: 26))
    expect("{'descr': [('a', '<f4')], " + rest, .malformedHeader(offset: 20))
    expect("{'descr': '<f4', 'fortran_order': 0, 'shape': (2,), }\n", .malformedHeader(offset: 44))
    expect("{'descr': '<f4', 'fortran_order': False, 'shape': (2), }\n", .malformedHeader(offset: 63))
    expect("{'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }\n", .malformedHeader(offset: 61))
    expect("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", .malformedHeader(offset: 67))
    expect("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }\n\n", .malformedHeader(offset: 68))
  }

  @Test("a shape that counts too much is refused before memory is taken")
  func tooLarge() {
    let start = "{'descr': '<f4', 'fortran_order': False, 'shape': "
    expect(start + "(4294967296, 4294967296), }\n", .shapeTooLarge([1 << 32, 1 << 32]))
    expect(start + "(9223372036854775807,), }\n", .shapeTooLarge([Int.max]))
    expect(start + "(9223372036854775808,), }\n", .malformedHeader(offset: 61))
    expect(start + "(1000000000000,), }\n", .size(expected: 4_000_000_000_000, found: 8))
  }

  @Test("other versions of the format are named")
  func versions() {
    var bytes = NumPyFile.encode(Tensor(Shape(2)))
    bytes[6] = 2
    #expect(throws: NumPyFileError.version(major: 2, minor: 0)) { try NumPyFile.decode(bytes) }
  }

  @Test("every prefix, and every longer file, is an error")
  func prefixes() throws {
    let whole = NumPyFile.encode(Tensor(Shape(2, 3), [1, 2, 3, 4, 5, 6]))
    for length in 0..<whole.count {
      #expect(throws: NumPyFileError.self) { try NumPyFile.decode(Array(whole.prefix(length))) }
    }
    #expect(throws: NumPyFileError.headerEnds(expected: 10, found: 9)) {
      try NumPyFile.decode(Array(whole.prefix(9)))
    }
    #expect(throws: NumPyFileError.headerEnds(expected: 128, found: 64)) {
      try NumPyFile.decode(Array(whole.prefix(64)))
    }
    #expect(throws: NumPyFileError.size(expected: 24, found: 20)) {
      try NumPyFile.decode(Array(whole.dropLast(4)))
    }
    #expect(throws: NumPyFileError.size(expected: 24, found: 25)) { try NumPyFile.decode(whole + [0]) }
  }

  @Test("a thousand corruptions are errors or tensors that the bytes can hold")
  func corruptions() {
    let whole = NumPyFile.encode(Tensor(Shape(2, 3), [1, 2, 3, 4, 5, 6]))
    var corruption = Corruption(seed: 11)
    for _ in 0..<1_000 {
      let bytes = corruption.corrupted(whole)
      do throws(NumPyFileError) {
        let tensor = try NumPyFile.decode(bytes)
        #expect(4 * tensor.shape.count <= bytes.count)
      } catch { continue }
    }
  }

  /// Expects an error of a file with a header and eight bytes of elements.
  private func expect(
    _ header: String, _ error: NumPyFileError, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(throws: error, sourceLocation: sourceLocation) {
      try NumPyFile.decode(file(header, elements: [UInt8](repeating: 0, count: 8)))
    }
  }

  /// A file of version 1.0 with a header of any length.
  private func file(_ header: String, elements: [UInt8]) -> [UInt8] {
    [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, UInt8(header.utf8.count), 0] + header.utf8 + elements
  }
}

private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
