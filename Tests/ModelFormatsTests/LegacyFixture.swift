import Foundation
import ModelFormats
import TestSupport

@testable import ModelFormats

/// Legacy files of the fixtures, and reading them without another process.
enum LegacyFixture {
  /// Gives bytes as a process would that has written them and ended.
  private final class Recording: LegacyProcess {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
      rest = bytes[...]
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
      let part = rest.prefix(buffer.count)
      buffer.copyBytes(from: part)
      rest = rest.dropFirst(part.count)
      return part.count
    }

    func finish() {}
  }

  static func file(_ name: String) throws -> [UInt8] {
    try Repository.bytes(Repository.fixtures.appending(path: "legacy/\(name).h5"))
  }

  /// What the process writes of a file.
  static func records(of file: [UInt8]) -> [UInt8] {
    var records: [UInt8] = []
    LegacyDump.write(FileContent(file)) { records += $0 }
    return records
  }

  /// What the process writes of a file, with other bytes in place of the first record of a kind.
  static func records(
    of file: [UInt8], replacingFirst kind: LegacyRecord, by other: [UInt8]
  ) throws -> [UInt8] {
    let records = records(of: file)
    var start = 0
    while start < records.count {
      let head = records[start..<start + LegacyRecord.headLength]
      let end = head.endIndex + (LegacyRecord.integer(head.dropFirst()) ?? 0)
      if head.first == kind.rawValue { return records[..<start] + other + records[end...] }
      start = end
    }
    throw CocoaError(.coderValueNotFound)
  }

  /// Reads a file by way of records.
  static func read(_ file: [UInt8], records: [UInt8]) throws(ModelError) -> ModelFile {
    let reader = LegacyReader { Recording(records) }
    return try ModelFile.read(file, name: "test.h5", memoryLimit: 1 << 26, legacyReader: reader)
  }
}
