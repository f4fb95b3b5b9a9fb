import Foundation
import ModelFormats
import TestSupport

/// The members of a `.keras` file of the fixtures.
struct Members {
  let config: StoredZip.Member
  let weights: StoredZip.Member

  /// The members of a network's file, which Keras stores as they are.
  init?(_ file: [UInt8]) {
    guard let config = Members.member("config.json", of: file),
      let weights = Members.member("model.weights.h5", of: file)
    else { return nil }
    self.config = config
    self.weights = weights
  }

  private static func member(_ name: String, of file: [UInt8]) -> StoredZip.Member? {
    guard let bytes = StoredZip.member(name, of: file) else { return nil }
    var member = StoredZip.Member(name, bytes)
    member.checksum = StoredZip.checksum(bytes)
    return member
  }

  /// Those of the fixtures, as far as they are small.
  static let all = Repository.networkNames().compactMap { name in
    (try? Repository.bytes(Repository.networkFile(name))).flatMap(Members.init)
  }
  .filter { $0.weights.bytes.count < 1 << 16 }

  /// A file with another config.
  func file(config bytes: [UInt8]) -> [UInt8] {
    StoredZip.archive([StoredZip.Member(config.name, bytes), weights])
  }

  /// A file with other weights.
  func file(weights bytes: [UInt8]) -> [UInt8] {
    StoredZip.archive([config, StoredZip.Member(weights.name, bytes)])
  }
}

/// Configs in sound archives: a byte that chooses the archive's weights, then the config.
enum Configs {
  static func seeds() -> [[UInt8]] {
    Members.all.enumerated().map { [UInt8($0)] + $1.config.bytes }
  }

  static func change(_ input: [UInt8], seed: UInt64) -> [UInt8] {
    var corruption = JSONCorruption(seed: seed)
    return input.prefix(1) + corruption.corrupted(Array(input.dropFirst()))
  }

  static func read(_ input: [UInt8]) {
    guard let choice = input.first else { return }
    Models.read(Members.all[Int(choice) % Members.all.count].file(config: Array(input.dropFirst())))
  }
}

/// Weights in sound archives: a byte that chooses the archive's config, then the weights.
enum Weights {
  static func seeds() -> [[UInt8]] {
    Members.all.enumerated().map { [UInt8($0)] + $1.weights.bytes }
  }

  static func read(_ input: [UInt8]) {
    guard let choice = input.first else { return }
    Models.read(Members.all[Int(choice) % Members.all.count].file(weights: Array(input.dropFirst())))
  }
}
