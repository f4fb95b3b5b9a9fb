import Foundation
import TestSupport
import Testing

@testable import ModelFormats

struct HDF5FileTests {
  private func weights() throws -> HDF5File {
    try #require(try HDF5File(FileContent(KerasFixture("built_later").weights)))
  }

  @Test("a dataset is found step by step, and its numbers are read")
  func dataset() throws {
    let file = try weights()
    #expect(file.has("layers") && file.has("layers/conv2d/vars/0"))
    #expect(!file.has("layers/conv2d/vars/2") && !file.has("nothing/at/all") && !file.has(""))
    #expect(try file.extents(of: "layers/conv2d/vars/0") == [3, 3, 3, 3])
    let numbers = try file.numbers(at: "layers/conv2d/vars/0", count: 81)
    #expect(numbers.contains { $0 != 0 } && numbers.allSatisfy { abs($0) < 10 })
  }

  @Test(
    "what is not a dataset or not there is missing", arguments: ["layers", "layers/conv2d", "a/b", ""])
  func missing(path: String) throws {
    let file = try weights()
    #expect(throws: HDF5File.Failure.missing) { try file.extents(of: path) }
  }

  @Test(
    "another count than the dataset has, or than the file can hold, is refused", arguments: [80, 82, 1 << 40])
  func wrongCount(count: Int) throws {
    let file = try weights()
    #expect(throws: HDF5File.Failure.corrupt) { try file.numbers(at: "layers/conv2d/vars/0", count: count) }
  }

  @Test("bytes that are no HDF5 file don't open")
  func notHDF5() throws {
    #expect(try HDF5File(FileContent([])) == nil)
    #expect(try HDF5File(FileContent(Array("these are not weights".utf8))) == nil)
  }

  @Test(
    "a heap of names whose length overflows is refused, whatever the bytes that HDF5 passes over",
    arguments: 0..<4)
  func overflowingHeap(reserved: Int) async {
    await #expect(processExitsWith: .success) { [reserved = reserved as Int] in
      let bytes = try KerasFixture("functions_large").weights
      let heaps = bytes.indices.filter { bytes[$0...].starts(with: Array("HEAP".utf8) + [0]) }
      #expect(!heaps.isEmpty)
      for heap in heaps {
        var broken = bytes
        if reserved > 0 { broken[heap + 4 + reserved] = 1 }
        let harmless = broken
        for place in heap + 8..<heap + 16 { broken[place] = 0xFF }
        #expect(try HDF5File(FileContent(broken)) == nil)
        #expect(try HDF5File(FileContent(harmless))?.has("layers") == true)
      }
    }
  }

  @Test(
    "a file whose addresses or lengths take other than 8 bytes is none that Keras writes",
    arguments: [13, 14])
  func otherSizes(place: Int) throws {
    var bytes = try KerasFixture("built_later").weights
    #expect(bytes[8] == 0 && bytes[place] == 8)
    for size in [0, 2, 4, 16] as [UInt8] {
      bytes[place] = size
      #expect(try HDF5File(FileContent(bytes)) == nil)
    }
  }

  @Test("where there is no memory to look at a file, that is the error, and not that it is none")
  func noMemory() async {
    await #expect(processExitsWith: .success) {
      let content = FileContent(try KerasFixture("built_later").weights)
      MemoryLimit.set(additionalBytes: 0)
      MemoryLimit.exhaust(blockSize: 1 << 17)
      #expect(throws: HDF5File.Failure.memory(bytes: 0)) { try HDF5File(content) }
    }
  }

  @Test("several files that are open at a time keep apart")
  func several() throws {
    let one = try weights()
    let other = try #require(try HDF5File(FileContent(KerasFixture("dense_end").weights)))
    #expect(try one.extents(of: "layers/dense/vars/0") == [48, 4])
    #expect(try other.extents(of: "layers/dense/vars/0") == [4, 3])
  }
}
