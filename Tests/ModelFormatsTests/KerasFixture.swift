import Foundation
import ModelFormats
import TestSupport

@testable import ModelFormats

/// A `.keras` file of the fixtures, and new ones made from its members.
struct KerasFixture {
  static let config = "config.json"
  static let weights = "model.weights.h5"

  /// The file as it is.
  let bytes: [UInt8]
  /// Its `config.json`.
  let config: [UInt8]
  /// Its `model.weights.h5`.
  let weights: [UInt8]

  /// Reads a network of the fixtures.
  init(_ name: String) throws {
    bytes = try Repository.bytes(Repository.networkFile(name))
    config = try Self.member(Self.config, of: bytes)
    weights = try Self.member(Self.weights, of: bytes)
  }

  private static func member(_ name: String, of bytes: [UInt8]) throws -> [UInt8] {
    try ZipArchive(FileContent(bytes)).member(name, limit: .max)
  }

  /// The same file with other members.
  func replacing(config: [UInt8]? = nil, weights: [UInt8]? = nil) -> [UInt8] {
    StoredZip.archive([
      StoredZip.Member(Self.config, config ?? self.config),
      StoredZip.Member(Self.weights, weights ?? self.weights),
    ])
  }

  /// The same file with a text of its config replaced, which must be there.
  func replacing(_ old: String, by new: String) throws -> [UInt8] {
    let text = String(decoding: config, as: UTF8.self)
    guard text.contains(old) else { throw Missing(text: old) }
    return replacing(config: Array(text.replacing(old, with: new, maxReplacements: 1).utf8))
  }

  /// The text to be replaced is not in the config.
  struct Missing: Error {
    let text: String
  }
}

/// Reads a model with a memory limit that is enough for every fixture.
func read(_ bytes: [UInt8]) throws(ModelError) -> ModelFile {
  try ModelFile.read(bytes, name: "test.keras", memoryLimit: 1 << 26)
}

/// What keeps a file's network from running; `nil` where it can run or where there is not even a listing.
func failure(of bytes: [UInt8]) throws(ModelError) -> ModelError? {
  switch try read(bytes).network {
  case .success: nil
  case .failure(let error): error
  }
}
