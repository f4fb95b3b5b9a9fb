import ConvNet
import Tensors

/// A `.keras` file: a zip archive of `config.json`, `model.weights.h5` and `metadata.json`.
///
/// Source: Keras 3, `keras/src/saving/saving_lib.py`.
struct KerasArchive: ~Copyable {
  private static let configMember = "config.json"
  private static let weightsMember = "model.weights.h5"
  /// A model of a thousand layers has a config of about one megabyte.
  private static let largestConfig = 1 << 24

  private let archive: ZipArchive

  /// Opens an archive whose bytes stay where they are for the archive's life.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(ModelError) {
    archive = try ZipArchive(bytes)
  }

  /// The listing, and the network where it can run.
  func modelFile(name: String, memoryLimit: Int) throws(ModelError) -> ModelFile {
    let model = try KerasModel(config())
    return ModelFile(
      fileName: name, modelName: model.name, layers: model.listing,
      network: network(of: model, memoryLimit: memoryLimit))
  }

  private func config() throws(ModelError) -> JSONValue {
    let bytes = try archive.member(Self.configMember, limit: Self.largestConfig)
    do {
      return try JSONParser.value(of: bytes)
    } catch {
      throw .configNotJSON(offset: error.offset)
    }
  }

  private func network(of model: KerasModel, memoryLimit: Int) -> Result<Network, ModelError> {
    do {
      let recipes = try model.runnableRecipes()
      let layers = try model.layers(from: recipes, weights: try weights())
      return .success(try runnable(layers, memoryLimit: memoryLimit))
    } catch {
      return .failure(error)
    }
  }

  private func weights() throws(ModelError) -> HDF5File {
    let bytes = try archive.member(Self.weightsMember, limit: .max)
    guard let file = HDF5File(bytes) else { throw .weightsNotHDF5 }
    return file
  }

  private func runnable(_ layers: [Layer], memoryLimit: Int) throws(ModelError) -> Network {
    do {
      return try Network(layers: layers, memoryLimit: memoryLimit)
    } catch {
      throw .network(error)
    }
  }
}
