/// What a legacy `.h5` file holds: the text of its config, and its weights under the names of its layers.
struct LegacyModel: WeightStore {
  /// A weight's extents and numbers.
  struct Numbers: Equatable {
    let extents: [Int]
    let values: [Float]
  }

  /// A weight's numbers, or why there are none.
  typealias Weight = Result<Numbers, HDF5File.Failure>

  /// No longer path is read.
  private static let longestPath = 512

  /// The text of the config.
  var config: [UInt8] = []
  /// The version of Keras that wrote the file.
  var version: String?
  /// What Keras computed with when it wrote the file: `tensorflow`.
  var backend: String?
  /// The names of the outer layers, in the order of the config.
  var layerNames: [String] = []
  private var weights: [String: Weight] = [:]
  /// The paths of each outer layer's weights, in order.
  private var paths: [String: [String]] = [:]
  /// The paths of the weights of a layer inside of an outer one, by the ends of the folder that they are in.
  private var innerPaths: [InnerLayer: [String]] = [:]

  /// A layer inside of a model that is a layer.
  private struct InnerLayer: Hashable {
    let outer: String
    let inner: String
  }

  /// Adds the next weight of an outer layer.
  mutating func add(_ weight: Weight, path: String, layer: String) {
    weights[path] = weight
    paths[layer, default: []].append(path)
    guard path.utf8.count <= LegacyModel.longestPath else { return }
    let prefix = "model_weights/\(layer)/"
    var folder = path.dropFirst(path.hasPrefix(prefix) ? prefix.count : 0)
    folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]
    while !folder.isEmpty {
      innerPaths[InnerLayer(outer: layer, inner: String(folder)), default: []].append(path)
      guard let slash = folder.firstIndex(of: "/") else { return }
      folder = folder[folder.index(after: slash)...]
    }
  }

  /// The listing, and the network where it can run.
  func modelFile(
    name: String, choices: ModelChoices, memoryLimit: Int
  ) throws(ModelError) -> ModelFile {
    let value = try KerasModel.config(of: config)
    let model = try KerasModel(naming(value), version: version, backend: backend, choices: choices)
    return model.modelFile(name: name, memoryLimit: memoryLimit) { _ in self }
  }

  /// The config with names for models that have none in it: sequential ones whose config is a list.
  private func naming(_ model: JSONValue) -> JSONValue {
    guard case .object(var members) = model, case .array(let layers)? = members["config"],
      layers.count == layerNames.count
    else { return model }
    members["config"] = .array(
      zip(layers, layerNames).map { (layer, name) in
        guard case .object(var entry) = layer, case .array? = entry["config"] else { return layer }
        entry["name"] = .string(name)
        return .object(entry)
      })
    return .object(members)
  }

  func keepsLoRAApart(at address: WeightAddress) -> Bool {
    paths(at: address).contains { $0.contains("/lora_") }
  }

  func path(of index: Int, at address: WeightAddress) -> String {
    let paths = paths(at: address)
    return paths.indices.contains(index)
      ? paths[index] : "model_weights/\(address.names.joined(separator: "/")) [\(index)]"
  }

  /// The paths of a layer's weights.
  ///
  /// An inner model's weights all stand in the group of the outermost, in folders that end in the layer's name.
  /// Where two inner layers share theirs, the folder that has more of the names around it counts.
  private func paths(at address: WeightAddress) -> [String] {
    guard let outer = address.names.first else { return [] }
    if address.names.count == 1 { return paths[outer] ?? [] }
    let inner = address.names.indices.lazy.map { address.names[$0...].joined(separator: "/") }
    return inner.compactMap { innerPaths[InnerLayer(outer: outer, inner: $0)] }.first ?? []
  }

  func extents(of path: String) throws(HDF5File.Failure) -> [Int] {
    try (weights[path] ?? .failure(.missing)).get().extents
  }

  func numbers(at path: String, count: Int) throws(HDF5File.Failure) -> [Float] {
    let values = try (weights[path] ?? .failure(.missing)).get().values
    guard values.count == count else { throw .corrupt }
    return values
  }
}
