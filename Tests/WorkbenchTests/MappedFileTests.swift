import ModelFormats
import TestSupport
import Testing
import Workbench

/// Files that are mapped instead of read.
struct MappedFileTests {
  @Test(
    "a mapped file and a file that is read have the same bytes", arguments: [0, 1, 4_095, 4_096, 100_000])
  func bytes(count: Int) throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let path = try folder.write(bytes, to: "file")
    #expect(try InputFile.content(of: path, mappedFrom: 1).copy == bytes)
    #expect(try InputFile.content(of: path).copy == bytes)
  }

  @Test("a mapped file stays after it is removed")
  func removed() throws {
    let path: String
    let content: FileContent
    do {
      let folder = try TemporaryFolder()
      path = try folder.write([1, 2, 3], to: "file")
      content = try InputFile.content(of: path, mappedFrom: 1)
    }
    #expect(throws: CommandError.missing(path: path)) { try InputFile.content(of: path) }
    #expect(content.copy == [1, 2, 3])
  }

  @Test("folders and devices are no files to map")
  func others() throws {
    let folder = try TemporaryFolder()
    #expect(throws: CommandError.folder(path: folder.path)) {
      try InputFile.content(of: folder.path, mappedFrom: 0)
    }
    #expect(try InputFile.content(of: "/dev/null", mappedFrom: 0).copy.isEmpty)
  }
}

extension FileContent {
  /// A copy of the bytes; the value lives until it is made.
  fileprivate var copy: [UInt8] { withExtendedLifetime(self) { Array(bytes) } }
}
