import Tensors

/// The weights that a config declares: all zero, and counted.
///
/// So the size that a file of weights may have is known before any of it is unpacked.
final class DeclaredWeights: WeightStore {
  /// What a file may have of each number that is declared: the weight, and five numbers of an optimizer's; or half as
  /// many of eight bytes.
  private static let bytesPerNumber = 6 * 4
  /// What it may have beside: the groups and headers of HDF5, an optimizer's and a generator's states.
  private static let overhead = 4 << 20

  /// How many numbers were asked for.
  private(set) var count = 0
  /// Whether more were asked for than are counted.
  private(set) var isFull = false
  private let limit: Int

  /// Counts numbers up to a limit.
  init(limit: Int) {
    self.limit = limit
  }

  /// The most bytes that a file of weights may have, which claims some: `declared` counts the numbers of the config,
  /// up to a limit.
  static func largestFile(claimed: Int, _ declared: KerasModel.Declared) throws(ModelError) -> Int {
    guard claimed > overhead else { return overhead }
    let count = try declared((claimed - overhead + bytesPerNumber - 1) / bytesPerNumber)
    return overhead + bytesPerNumber * count
  }

  /// A weight of a shape.
  ///
  /// - Throws: An error where the limit is exceeded, which is to end the counting.
  func tensor(_ shape: Shape) throws(ModelError) -> Tensor {
    guard let numbers = shape.checkedCount, numbers < limit - count else {
      isFull = true
      count = limit
      throw .memory(bytes: 4 * limit)
    }
    guard SystemMemory.gives(4 * numbers) else { throw .memory(bytes: 4 * numbers) }
    count += numbers
    return Tensor(shape)
  }

  func path(of index: Int, at address: WeightAddress) -> String { "" }

  func extents(of path: String) throws(HDF5File.Failure) -> [Int] { throw .missing }

  func numbers(at path: String, count: Int) throws(HDF5File.Failure) -> [Float] { throw .missing }
}

extension KerasModel {
  /// Counts the numbers that the weights have, up to a limit.
  typealias Declared = (_ limit: Int) throws(ModelError) -> Int
}
