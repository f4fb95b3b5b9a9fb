public import ConvNet
import Foundation
import ModelFormats
public import Tensors
import Workbench

/// A network to measure.
public struct MeasuredNetwork: Sendable {
  /// What it is called in the tables.
  public let name: String
  /// The path of its file.
  public let path: String

  /// The bundled network.
  public static let bundled = MeasuredNetwork(
    name: "cifar10", path: Checkout.root.appending(path: "assets/models/cifar10.keras").path)

  /// The bundled network, and those of the others that are there.
  public static let all: [MeasuredNetwork] = [bundled] + large

  /// The networks with random weights that `make_networks.py` has made.
  public static let large = ["VGG16", "ResNet50"].map { name in
    MeasuredNetwork(name: name, path: Checkout.root.appending(path: "Benchmarks/networks/\(name).keras").path)
  }.filter { FileManager.default.fileExists(atPath: $0.path) }

  /// Loads the network from its file.
  ///
  /// - Throws: `CommandError` where the file can't be read or the network can't run.
  public func network() throws -> TrainedNetwork {
    try OpenedModel(path: path).trained()
  }

  /// An input of the network's shape with numbers in 0…1, always the same.
  public static func input(of network: Network) -> Tensor {
    var state: UInt32 = 1
    let values = (0..<network.inputShape.count).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223  // the generator of Numerical Recipes
      return Float(state >> 8) / Float(1 << 24)
    }
    return Tensor(network.inputShape, values)
  }
}
