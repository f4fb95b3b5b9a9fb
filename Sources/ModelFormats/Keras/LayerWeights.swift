import Tensors

/// The weights of one layer, in the order in which Keras saves them.
struct LayerWeights {
  /// The file that has them.
  let store: any WeightStore
  /// The layer's name, for errors.
  let layer: String
  /// Where in the file they are.
  let address: WeightAddress

  /// A weight of the shape that the layer's arguments and input ask for.
  ///
  /// - Throws: `ModelError` that names the layer and the path.
  func tensor(_ index: Int, shape: Shape) throws(ModelError) -> Tensor {
    guard !store.keepsLoRAApart(at: address) else { throw .loraWeights(layer: layer) }
    let path = store.path(of: index, at: address)
    let found = try extents(of: path)
    guard found == shape.extents else {
      throw .weightShape(layer: layer, path: path, expected: shape, found: Shape(found))
    }
    guard let count = shape.checkedCount else { throw .weightCorrupt(layer: layer, path: path) }
    do {
      return Tensor(shape, try store.numbers(at: path, count: count))
    } catch {
      throw modelError(error, path: path)
    }
  }

  private func extents(of path: String) throws(ModelError) -> [Int] {
    do {
      return try store.extents(of: path)
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
    case .memory(let bytes): .memory(bytes: bytes)
    }
  }
}
