import ConvNet
import Tensors

/// What changes have made of the numbers of a filter of a convolution.
public struct FilterChange: Sendable {
  /// A number of a parameter that is another one than before.
  struct Number {
    /// Its place in the parameter.
    let position: [Int]
    let before: Float
    let now: Float

    /// How much it has changed; what is none has changed most.
    var size: Float { (now - before).isNaN ? .infinity : (now - before).magnitude }
  }

  /// The names of kernel and bias: `conv2d.kernel`.
  let kernel: String
  let bias: String
  /// The weights that have changed.
  let weights: [Number]
  /// The bias, where that has.
  let changedBias: Number?
  /// How many weights the filter has.
  let weightCount: Int

  /// Compares a filter with what it was; `nil` where no number of it has changed.
  init?(ofFilter filter: Int, layer: Int, before: TrainedNetwork, now: TrainedNetwork) {
    let address = now.network.address(of: .kernel, ofLayer: layer)
    let biasAddress = now.network.address(of: .bias, ofLayer: layer)
    guard now.network.layers[layer].operation is Conv2D, let old = before.parameters[address],
      let new = now.parameters[address], old.shape == new.shape, filter < new.shape.channels
    else { return nil }
    let isSame = old.hasSameBits(as: new)
    let filters = stride(from: filter, to: isSame ? filter : new.values.count, by: new.shape.channels)
    weights = filters.filter { old.values[$0].bitPattern != new.values[$0].bitPattern }.map {
      Number(position: new.shape.indices(ofOffset: $0), before: old.values[$0], now: new.values[$0])
    }
    let biases = [before, now].compactMap { $0.parameters[biasAddress]?[offset: filter] }
    changedBias =
      biases.count == 2 && biases[0].bitPattern != biases[1].bitPattern
      ? Number(position: [filter], before: biases[0], now: biases[1]) : nil
    guard !weights.isEmpty || changedBias != nil else { return nil }
    weightCount = new.values.count / new.shape.channels
    kernel = "\(address.layer).\(address.name.text)"
    bias = "\(biasAddress.layer).\(biasAddress.name.text)"
  }

  /// Whether a weight has changed, by row, column and channel of the filter.
  public func hasChanged(row: Int, column: Int, channel: Int) -> Bool {
    weights.contains { $0.position.starts(with: [row, column, channel]) }
  }

  /// The channels of the filter of which weights have changed.
  public var channels: Set<Int> { Set(weights.map { $0.position[2] }) }
}

extension Subject {
  /// What changes have made of a filter of a convolution; `nil` where no number of it has changed, or the original is
  /// looked at.
  public func changeOfFilter(_ filter: Int, ofLayer layer: Int) -> FilterChange? {
    guard let original else { return nil }
    return FilterChange(
      ofFilter: filter, layer: layer, before: original.trace.trained, now: evaluation.trace.trained)
  }
}
