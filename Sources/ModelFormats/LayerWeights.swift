import Tensors

/// The weights of one layer, in the order in which Keras saves them.
struct LayerWeights {
  /// The file that has them.
  let file: HDF5File
  /// The layer's name, for errors.
  let layer: String
  /// The path of the layer's group.
  let group: String

  /// The weights of a layer at an address.
  ///
  /// Keras before 3 called the container of a model's layers `_layer_checkpoint_dependencies`.
  init(file: HDF5File, layer: String, address: WeightAddress) {
    let container = file.has("layers") ? "layers" : "_layer_checkpoint_dependencies"
    self.file = file
    self.layer = layer
    group = address.counters.map { "\(container)/\($0)" }.joined(separator: "/")
  }

  /// A weight of the shape that the layer's arguments and input ask for.
  ///
  /// - Throws: `ModelError` that names the layer and the path.
  func tensor(_ index: Int, shape: Shape) throws(ModelError) -> Tensor {
    let path = "\(group)/vars/\(index)"
    let found = try extents(of: path)
    guard found == shape.extents else {
      throw .weightShape(layer: layer, path: path, expected: shape, found: Shape(found))
    }
    guard let count = shape.checkedCount else { throw .weightCorrupt(layer: layer, path: path) }
    do {
      return Tensor(shape, try file.numbers(at: path, count: count))
    } catch {
      throw modelError(error, path: path)
    }
  }

  private func extents(of path: String) throws(ModelError) -> [Int] {
    do {
      return try file.extents(of: path)
    } catch {
      throw modelError(error, path: path)
    }
  }

  private func modelError(_ failure: HDF5File.Failure, path: String) -> ModelError {
    switch failure {
    case .missing: .missingWeight(layer: layer, path: path)
    case .notFloat: .weightType(layer: layer, path: path)
    case .unsupportedStorage: .weightStorage(layer: layer, path: path)
    case .corrupt: .weightCorrupt(layer: layer, path: path)
    }
  }
}
