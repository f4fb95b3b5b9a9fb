import Foundation
import TestSupport
import Testing

@testable import ModelFormats

/// Bytes of files, and files that other programs change meanwhile.
struct FileContentTests {
  private func content(_ path: String) throws -> FileContent {
    try FileContent(descriptor: open(path, O_RDONLY | O_CLOEXEC))
  }

  private func bytes(_ content: FileContent, from offset: Int, count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return bytes.withUnsafeMutableBytes { content.fill($0, from: offset) } ? bytes : nil
  }

  @Test("bytes in memory, of a file, and of a part of one are the same; beyond the end there are none")
  func bytes() throws {
    let folder = try TemporaryFolder()
    let all = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    for content in [FileContent(all), try content(folder.write(all, to: "file"))] {
      #expect(content.count == all.count)
      #expect(bytes(content, from: 70_000, count: 20_000) == Array(all[70_000..<90_000]))
      let part = content.part(10..<30).part(5..<15)
      #expect(bytes(part, from: 0, count: 10) == Array(all[15..<25]))
      #expect(part.starts(with: Array(all[15..<18])) && !part.starts(with: [9, 9]))
      for (offset, count) in [(0, 11), (11, 0), (-1, 2), (10, 1)] {
        #expect(bytes(part, from: offset, count: count) == nil)
      }
      #expect(bytes(part, from: 10, count: 0) == [])
      #expect(content.failure() == nil)
    }
  }

  @Test("a file stays after it is removed")
  func removed() throws {
    let folder = try TemporaryFolder()
    let content = try content(folder.write([1, 2, 3], to: "file"))
    try FileManager.default.removeItem(atPath: folder["file"])
    #expect(bytes(content, from: 0, count: 3) == [1, 2, 3])
    #expect(content.failure() == nil)
  }

  @Test("a file that is cut short gives no bytes, and says so of its parts too")
  func cutShort() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([UInt8](repeating: 7, count: 10_000), to: "file")
    let content = try content(path)
    let part = content.part(100..<9_000)
    #expect(truncate(path, 5_000) == 0)
    #expect(bytes(part, from: 0, count: 4_900) != nil)
    #expect(bytes(part, from: 0, count: 4_901) == nil)
    #expect(part.failure() == .changed)
  }

  @Test("a model file that is cut short, grows or is written anew while it is read is refused as changed")
  func changedModel() throws {
    let folder = try TemporaryFolder()
    let model = try KerasFixture("tutorial").bytes
    for (name, change) in changes {
      let path = try folder.write(model, to: name)
      let content = try content(path)
      try change(path)
      #expect(throws: ModelError.changed, "\(name)") {
        try ModelFile.read(content, name: name, memoryLimit: 1 << 26)
      }
    }
  }

  private var changes: [(String, (String) throws -> Void)] {
    [
      ("cut", { #expect(truncate($0, 60_000) == 0) }), ("emptied", { #expect(truncate($0, 0) == 0) }),
      ("grown", { #expect(truncate($0, 9_000_000) == 0) }),
      (
        "touched",
        { path in
          var times = [timeval(tv_sec: 1, tv_usec: 0), timeval(tv_sec: 1, tv_usec: 0)]
          #expect(utimes(path, &times) == 0)
        }
      ),
    ]
  }

  @Test(
    "a network whose weights find no memory is refused with how much was missing, and nothing ends the process"
  )
  func noMemory() async {
    await #expect(processExitsWith: .success) {
      let model = try KerasFixture("tutorial").bytes
      MemoryLimit.set(additionalBytes: 16 << 20)
      let error = #expect(throws: ModelError.self) { try read(model).network.get() }
      if case .memory = error { return }
      exit(1)
    }
  }
}
