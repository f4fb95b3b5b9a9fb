/// A file's weights, found by path.
protocol WeightStore {
  /// The path of one of a layer's weights, whether or not there is one.
  func path(of index: Int, at address: WeightAddress) -> String

  /// The extents of the weight at a path, slowest axis first.
  func extents(of path: String) throws(HDF5File.Failure) -> [Int]

  /// The numbers of the weight at a path, of which there must be `count`.
  func numbers(at path: String, count: Int) throws(HDF5File.Failure) -> [Float]
}

/// The weights of a `.keras` file: its `model.weights.h5`.
struct ArchivedWeights: WeightStore {
  private let file: HDF5File
  /// The group of a model's layers, which Keras before 3 called otherwise.
  private let container: String

  /// The weights of an open file.
  init(_ file: HDF5File) {
    self.file = file
    container = file.has("layers") ? "layers" : "_layer_checkpoint_dependencies"
  }

  /// A path such as `layers/sequential/layers/conv2d_1/vars/0`.
  func path(of index: Int, at address: WeightAddress) -> String {
    address.counters.map { "\(container)/\($0)" }.joined(separator: "/") + "/vars/\(index)"
  }

  func extents(of path: String) throws(HDF5File.Failure) -> [Int] {
    try file.extents(of: path)
  }

  func numbers(at path: String, count: Int) throws(HDF5File.Failure) -> [Float] {
    try file.numbers(at: path, count: count)
  }
}
