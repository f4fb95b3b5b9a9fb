/// Where a layer's weights stand in a file, in the two ways in which Keras has said so.
struct WeightAddress: Hashable {
  /// One of several layers of a class in a model.
  struct Counter: Hashable {
    /// The class as Keras writes it in paths.
    let className: String
    /// How many layers of the class come before it.
    let index: Int
  }

  /// The layers from the outermost model inwards, as a `.keras` file finds them: counted by class in saving order,
  /// whatever they are called.
  var counters: [Counter] = []
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
      let name = KerasModel.snakeCase(layer.savedClassName)
      let counter = Counter(className: name, index: counts[name, default: 0])
      counts[name] = counter.index + 1
      return WeightAddress(counters: counters + [counter], names: names + [layer.name])
    }
  }
}
