/// A `.keras` file: a zip archive of `config.json`, `model.weights.h5` and `metadata.json`.
///
/// Source: Keras 3, `keras/src/saving/saving_lib.py`.
struct KerasArchive: ~Copyable {
  static let configMember = "config.json"
  static let weightsMember = "model.weights.h5"
  private static let metadataMember = "metadata.json"
  /// A model of a thousand layers has a config of about one megabyte.
  static let largestConfig = 1 << 24

  private let archive: ZipArchive

  /// Opens an archive.
  init(_ content: FileContent) throws(ModelError) {
    archive = try ZipArchive(content)
  }

  /// The listing, and the network where it can run.
  func modelFile(
    name: String, choices: ModelChoices, memoryLimit: Int
  ) throws(ModelError) -> ModelFile {
    let config = try json(Self.configMember)
    let version = try? json(Self.metadataMember)["keras_version"]?.string
    return try KerasModel(config, version: version, choices: choices)
      .modelFile(name: name, memoryLimit: memoryLimit) { (count) throws(ModelError) in
        try weights(declaring: count)
      }
  }

  /// The value of a member that is JSON.
  private func json(_ member: String) throws(ModelError) -> JSONValue {
    do {
      return try KerasModel.config(of: archive.member(member, limit: Self.largestConfig))
    } catch .memberTooLarge(_, let size, Self.largestConfig) {
      throw .configTooLarge(size: size, limit: Self.largestConfig)
    }
  }

  /// The weights of a config that declares so many numbers.
  private func weights(declaring count: Int) throws(ModelError) -> any WeightStore {
    let weights = try archive.content(
      of: Self.weightsMember, beginning: HDF5File.signature, or: .weightsNotHDF5,
      limit: DeclaredWeights.largestFile(declaring: count))
    let file: HDF5File?
    do {
      file = try HDF5File(weights)
    } catch {
      // Nothing but memory can be lacking here.
      throw .memory(bytes: 0)
    }
    guard let file else { throw .weightsNotHDF5 }
    return ArchivedWeights(file)
  }
}
