import Foundation
import ImageFormats
import TestSupport

/// A picture of the fixtures with the samples that another program decodes.
struct PictureFixture {
  /// The bytes of the file.
  let bytes: [UInt8]
  /// Rows, columns and channels.
  let extents: [Int]
  /// The stored samples.
  let stored: [Int]
  /// The largest that a stored sample can be.
  let largest: Int

  /// The samples as a picture has them.
  var samples: [Float] { stored.map { Float($0) / Float(largest) } }

  /// Reads a picture, and its samples from `samples`.npy: uint8 or uint16, as make_pictures.py writes them.
  init(_ name: String, samples: String) throws {
    bytes = try Self.file(name)
    let array = try Self.file(samples + ".npy")
    let header = 10 + Int(array[8]) + Int(array[9]) << 8
    let text = String(decoding: array[10..<header], as: UTF8.self)
    let shape = text.firstMatch(of: /\((\d+), (\d+), (\d+)\)/)?.output
    extents = [shape?.1, shape?.2, shape?.3].map { $0.flatMap { Int($0) } ?? 0 }
    let isWide = text.contains("<u2")
    largest = isWide ? 65_535 : 255
    let body = Array(array[header...])
    stored =
      isWide
      ? stride(from: 0, to: body.count, by: 2).map { Int(body[$0]) | Int(body[$0 + 1]) << 8 }
      : body.map { Int($0) }
  }

  /// The bytes of a file of the pictures.
  static func file(_ name: String) throws -> [UInt8] {
    try Repository.bytes(Repository.fixtures.appending(path: "pictures/\(name)"))
  }

  /// The names of all pictures with an extension, without it.
  static func names(_ fileExtension: String) -> [String] {
    let folder = Repository.fixtures.appending(path: "pictures").path
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder)
    let names = files?.filter { $0.hasSuffix("." + fileExtension) }
      .map { String($0.dropLast(fileExtension.count + 1)) }
    return required(names?.sorted() ?? [], atLeast: 5, "files .\(fileExtension) in \(folder)")
  }
}
