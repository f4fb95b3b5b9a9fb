import Foundation
import Tensors
import TestSupport
import Testing
import Workbench

@Suite("tensors as JSON and as tables")
struct TensorFilesTests {
  @Test("a table has a line a number, with the names of the axes above")
  func table() {
    let tensor = Tensor(Shape(1, 2, 2), [0, -1.5, 1e-9, 3])
    #expect(
      csv(tensor) == """
        row,column,channel,value
        0,0,0,0.0
        0,0,1,-1.5
        0,1,0,1e-09
        0,1,1,3.0

        """)
    #expect(csv(Tensor(Shape(2), [1, .nan])) == "index,value\n0,1.0\n1,NaN\n")
    #expect(
      csv(Tensor(Shape(1, 2), [.infinity, -.infinity])) == "i0,i1,value\n0,0,Infinity\n0,1,-Infinity\n")
    #expect(csv(Tensor(Shape([]), [7])) == "value\n7.0\n")
    #expect(csv(Tensor(Shape(2, 0), [])) == "i0,i1,value\n")
  }

  @Test("JSON nests the numbers as the shape says")
  func json() {
    let tensor = Tensor(Shape(2, 1, 2), [0, -1.5, .nan, -.infinity])
    #expect(
      text(tensor, layer: "a\"b") == """
        {
          "name": "file",
          "layer": "a\\"b",
          "stage": "preActivation",
          "shape": [2, 1, 2],
          "axes": ["row", "column", "channel"],
          "values": [
            [
              [0.0, -1.5]
            ],
            [
              ["NaN", "-Infinity"]
            ]
          ]
        }

        """)
  }

  @Test(
    "JSON of any shape is read back to the bit",
    arguments: [[], [0], [1], [5], [2, 3], [2, 0], [0, 2], [3, 2, 4], [2, 1, 3, 2]])
  func readBack(extents: [Int]) throws {
    let shape = Shape(extents)
    var generator = SeededGenerator(seed: 11)
    let values = (0..<shape.count).map { _ in
      let value = Float(bitPattern: UInt32.random(in: 0...UInt32.max, using: &generator))
      return value.isFinite ? value : -0.0
    }
    let bytes = Data(text(Tensor(shape, values), layer: "x").utf8)
    let object = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    #expect(object["shape"] as? [Int] == extents)
    #expect((object["axes"] as? [String])?.count == extents.count)
    let found = numbers(try #require(object["values"]), rank: extents.count)
    #expect(found.map(\.bitPattern) == values.map(\.bitPattern))
  }

  @Test("a table is read back to the bit")
  func tableReadBack() {
    var generator = SeededGenerator(seed: 12)
    let values = (0..<300).map { _ in Float(bitPattern: UInt32.random(in: 0...UInt32.max, using: &generator))
    }
    let lines = csv(Tensor(Shape(5, 6, 10), values)).split(separator: "\n").dropFirst()
    let found = lines.compactMap { $0.split(separator: ",").last.flatMap { Float(String($0)) } }
    #expect(found.count == 300)
    #expect(zip(found, values).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) })
  }

  @Test("a large file goes out in pieces, and nothing goes out after one that can't be written")
  func pieces() {
    let tensor = Tensor(Shape(20, 20, 20))
    var sizes: [Int] = []
    var sink = ByteSink(pieceSize: 1_000) { piece in
      sizes.append(piece.count)
      return sizes.count == 7 ? 28 : nil
    }
    tensor.writeCSV(to: &sink)
    sink.flush()
    #expect(sink.failure == 28)
    #expect(sizes.count == 7)
    #expect(sizes.allSatisfy { (1_000..<1_030).contains($0) })
  }

  @Test("a full disk is an error", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDisk() {
    let tensor = Tensor(Shape(30, 30, 32))
    #expect(throws: CommandError.cannotCreate(path: "/dev/full", code: ENOSPC)) {
      try OutputFile.create("/dev/full") {
        tensor.writeJSON(name: "n", layer: "n", stage: .activation, to: &$0)
      }
    }
  }

  private func csv(_ tensor: Tensor) -> String {
    written { tensor.writeCSV(to: &$0) }
  }

  private func text(_ tensor: Tensor, layer: String) -> String {
    written { tensor.writeJSON(name: "file", layer: layer, stage: .preActivation, to: &$0) }
  }

  private func written(_ write: (inout ByteSink) -> Void) -> String {
    var bytes: [UInt8] = []
    var sink = ByteSink { piece in
      bytes += piece
      return nil
    }
    write(&sink)
    sink.flush()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The numbers of nested arrays in order.
  private func numbers(_ value: Any, rank: Int) -> [Float] {
    if rank == 0 { return [(value as? NSNumber)?.floatValue ?? .nan] }
    return (value as? [Any] ?? []).flatMap { numbers($0, rank: rank - 1) }
  }
}
