import ConvNet

/// Where a layer's weights stand in a file, in the two ways in which Keras has said so.
struct WeightAddress: Hashable {
  /// The groups from the outermost model inwards, in a `.keras` file: a counter by class in saving order, whatever
  /// the layers are called.
  var counters: [String] = []
  /// The layers' names from the outermost model inwards, by which a legacy `.h5` file finds them.
  var names: [String] = []

  /// The addresses of the layers of the model that has this one.
  ///
  /// Source: Keras 3, `keras/src/saving/saving_lib.py`, `_save_container_state`.
  func ofLayers(_ layers: [KerasLayer]) -> [WeightAddress] {
    var counts: [String: Int] = [:]
    return layers.map { layer in
      // Operations such as keras.ops.add are no layers, and have no group.
      guard !layer.isOperation else { return self }
      let name = KerasModel.snakeCase(layer.className)
      let count = counts[name, default: 0]
      counts[name] = count + 1
      let counter = count == 0 ? name : "\(name)_\(count)"
      return WeightAddress(counters: counters + [counter], names: names + [layer.name])
    }
  }
}
