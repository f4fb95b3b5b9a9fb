/// A `.keras` file: a zip archive of `config.json`, `model.weights.h5` and `metadata.json`.
///
/// Source: Keras 3, `keras/src/saving/saving_lib.py`.
struct KerasArchive: ~Copyable {
  private static let configMember = "config.json"
  private static let weightsMember = "model.weights.h5"
  /// A model of a thousand layers has a config of about one megabyte.
  static let largestConfig = 1 << 24

  private let archive: ZipArchive

  /// Opens an archive.
  init(_ content: FileContent) throws(ModelError) {
    archive = try ZipArchive(content)
  }

  /// The listing, and the network where it can run.
  func modelFile(name: String, memoryLimit: Int) throws(ModelError) -> ModelFile {
    let bytes = try archive.member(Self.configMember, limit: Self.largestConfig)
    let config = try bytes.withUnsafeBufferPointer { bytes throws(ModelError) in
      try KerasModel.config(of: bytes)
    }
    return try KerasModel(config).modelFile(name: name, memoryLimit: memoryLimit) {
      (declared) throws(ModelError) in try weights(declared: declared)
    }
  }

  private func weights(declared: KerasModel.Declared) throws(ModelError) -> any WeightStore {
    let weights = try archive.content(
      of: Self.weightsMember, beginning: HDF5File.signature, or: .weightsNotHDF5
    ) { (claimed) throws(ModelError) in try DeclaredWeights.largestFile(claimed: claimed, declared) }
    guard let file = HDF5File(weights) else { throw .weightsNotHDF5 }
    return ArchivedWeights(file)
  }
}
