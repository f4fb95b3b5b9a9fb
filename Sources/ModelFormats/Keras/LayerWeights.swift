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
    let found = try read(path) { () throws(HDF5File.Failure) in try store.extents(of: path) }
    guard found == shape.extents else {
      throw .weightShape(layer: layer, path: path, expected: shape, found: Shape(found))
    }
    guard let count = shape.checkedCount else { throw .weightCorrupt(layer: layer, path: path) }
    return Tensor(
      shape, try read(path) { () throws(HDF5File.Failure) in try store.numbers(at: path, count: count) })
  }

  /// What is read of the weight at a path, with errors that name the layer.
  private func read<Value>(
    _ path: String, _ read: () throws(HDF5File.Failure) -> Value
  ) throws(ModelError) -> Value {
    do {
      return try read()
    } catch {
      switch error {
      case .missing: throw .missingWeight(layer: layer, path: path)
      case .notFloat: throw .weightType(layer: layer, path: path)
      case .unsupportedStorage: throw .weightStorage(layer: layer, path: path)
      case .corrupt: throw .weightCorrupt(layer: layer, path: path)
      case .memory(let bytes): throw .memory(bytes: bytes)
      }
    }
  }
}
