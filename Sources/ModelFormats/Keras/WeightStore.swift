/// A file's weights, found by path.
protocol WeightStore {
  /// The path of one of a layer's weights, whether or not there is one.
  func path(of index: Int, at address: WeightAddress) -> String

  /// Whether a layer has its weights in parts that have to be put together, as LoRA learns them.
  func keepsLoRAApart(at address: WeightAddress) -> Bool

  /// The extents of the weight at a path, slowest axis first.
  func extents(of path: String) throws(HDF5File.Failure) -> [Int]

  /// The numbers of the weight at a path, of which there must be `count`.
  func numbers(at path: String, count: Int) throws(HDF5File.Failure) -> [Float]
}

extension WeightStore {
  /// A `.keras` file has them put together.
  func keepsLoRAApart(at address: WeightAddress) -> Bool { false }
}

/// The weights of a `.keras` file: its `model.weights.h5`.
final class ArchivedWeights: WeightStore {
  private static let oldContainer = "_layer_checkpoint_dependencies"

  private let file: HDF5File
  /// The group of a model's layers, which Keras before 3 called otherwise.
  private let container: String
  /// The numbers behind the names of the layers of a class, by their groups without numbers.
  private var numbers: [String: [Int]] = [:]

  /// The weights of an open file.
  init(_ file: HDF5File) {
    self.file = file
    container = file.has("layers") ? "layers" : ArchivedWeights.oldContainer
  }

  /// A path such as `layers/sequential/layers/conv2d_1/vars/0`.
  func path(of index: Int, at address: WeightAddress) -> String {
    let group = address.counters.reduce("") { path, counter in
      let name = (path.isEmpty ? "" : path + "/") + "\(container)/\(counter.className)"
      return ArchivedWeights.group(name, number: number(of: counter, named: name))
    }
    return "\(group)/vars/\(index)"
  }

  private static func group(_ name: String, number: Int) -> String {
    number == 0 ? name : "\(name)_\(number)"
  }

  /// The number behind the name of one of the layers of a class.
  ///
  /// Keras 2.13 counts a layer with weights twice, and one without once; other versions count each once. There is no
  /// group for a second count, so the first number that has a group is the next layer's.
  private func number(of counter: WeightAddress.Counter, named name: String) -> Int {
    guard container == ArchivedWeights.oldContainer else { return counter.index }
    var known = numbers[name] ?? [0]
    while known.count <= counter.index {
      let next = known[known.count - 1] + 1
      let isThere = file.has(ArchivedWeights.group(name, number: next))
      known.append(isThere || !file.has(ArchivedWeights.group(name, number: next + 1)) ? next : next + 1)
    }
    numbers[name] = known
    return known[counter.index]
  }

  func extents(of path: String) throws(HDF5File.Failure) -> [Int] {
    try file.extents(of: path)
  }

  func numbers(at path: String, count: Int) throws(HDF5File.Failure) -> [Float] {
    try file.numbers(at: path, count: count)
  }
}
