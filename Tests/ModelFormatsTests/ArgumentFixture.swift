import ConvNet
import Foundation
import ModelFormats
import Tensors
import TestSupport
import Testing

@testable import ModelFormats

/// The files in which one argument differs from its default, and what has to become of each.
struct ArgumentFixture: Sendable {
  /// One file.
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    let argument: String
    let runs: Bool

    var testDescription: String { name }
  }

  /// Every case.
  let cases: [Case]
  private let archive: [UInt8]

  /// The archive of the fixtures.
  static let shared = Result { try ArgumentFixture() }

  /// The cases of the archive.
  static let cases = required((try? shared.get())?.cases ?? [], atLeast: 400, "cases in sweep.zip")

  private init() throws {
    archive = try Repository.bytes(Repository.fixtures.appending(path: "arguments/sweep.zip"))
    cases = try JSONDecoder().decode(
      [Case].self, from: Data(ArgumentFixture.member("index.json", of: archive)))
  }

  private static func member(_ name: String, of archive: [UInt8]) throws(ModelError) -> [UInt8] {
    try ZipArchive(FileContent(archive)).member(name, limit: 1 << 22)
  }

  /// The model of a case.
  func model(_ found: Case) throws -> ModelFile {
    let bytes = try ArgumentFixture.member(found.file, of: archive)
    guard found.file.hasSuffix(".h5") else { return try read(bytes) }
    return try LegacyFixture.read(bytes, records: LegacyFixture.records(of: bytes))
  }

  /// What a case reads, or what Keras makes of it.
  func tensor(_ found: Case, _ part: String) throws -> Tensor {
    try FloatArray.tensor(ArgumentFixture.member("\(found.name).\(part).npy", of: archive))
  }
}

/// NumPy's files, as far as these fixtures have them: little-endian float32 in C order.
enum FloatArray {
  /// The file says something else.
  struct Unknown: Error {}

  /// The tensor of a file.
  static func tensor(_ bytes: [UInt8]) throws -> Tensor {
    guard bytes.count > 10, bytes.starts(with: [0x93] + Array("NUMPY".utf8)) else { throw Unknown() }
    let start = 10 + Int(bytes[8]) + 256 * Int(bytes[9])
    let header = String(decoding: bytes[10..<start], as: UTF8.self)
    guard header.contains("'<f4'"), header.contains("'fortran_order': False"),
      let shape = header.split(separator: "(").last?.split(separator: ")").first
    else { throw Unknown() }
    let extents = shape.split(separator: ",").compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    let values = stride(from: start, to: bytes.count, by: 4).map { place in
      Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) })
    }
    return Tensor(Shape(extents), values)
  }
}
