public import Foundation

/// What Keras computed of a network of the fixtures: its `.npy` files by their names without ending.
///
/// `input` is the picture; a layer's activation stands under its name as files have it, and what was before its function
/// under that name and `.pre`.
public struct KerasTensors: Sendable {
  /// The archive can't be read.
  public struct Unreadable: Error {
    let path: String
  }

  /// The files.
  public let files: [String: [UInt8]]

  /// Reads those of a network.
  public init(of network: String) throws {
    try self.init(archive: Repository.fixtures.appending(path: "networks/\(network)/tensors.npz"))
  }

  /// Reads those of an archive.
  public init(archive url: URL) throws {
    guard let members = StoredZip.members(of: try Repository.bytes(url)), !members.isEmpty,
      members.allSatisfy({ $0.name.hasSuffix(".npy") })
    else { throw Unreadable(path: url.path) }
    files = Dictionary(uniqueKeysWithValues: members.map { (String($0.name.dropLast(4)), $0.bytes) })
  }
}
