import ConvNet
import KerasNotation
import Tensors

extension Normalization: KerasReadable {
  static let readsChannelsFirst = true
  static let arguments = KerasArguments(read: ["axis", "mean", "variance", "invert"])

  /// `Normalization`: mean and variance from the arguments, else weights 0 and 1 with an axis for each that is kept,
  /// in ascending order.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let axes = try config.axisNumbers()
    let isInverted = try config.flag("invert", default: false)
    let mean = try config.constant("mean")
    let variance = try config.constant("variance")
    guard (mean == nil) == (variance == nil) else {
      throw config.bad(mean == nil ? "mean" : "variance", expected: .numbers)
    }
    let source =
      if let mean, let variance { Source.given(mean: mean, variance: variance) } else { Source.adapted }
    let code = Normalization(source, isInverted: isInverted).code(axes: axes)
    let stored = StoredOrder { (inputs) throws(ModelError) in
      try config.keptAxes(axes, of: inputs)
    }
    return LayerRecipe(code: code, stored: stored) { (inputs) throws(ModelError) in
      let rank = try config.only(inputs).rank
      let translated = axes.map { config.axis($0, rank: rank) }
      let places = axes.map { config.place(ofAxis: $0, rank: rank) }
      if case .given(let mean, _) = source {
        let isMoved = translated != axes && axes.count > 1 && mean.values.count > 1
        guard !isMoved else { throw config.unsupported("mean") }
      } else {
        _ = try config.places(ofAxes: axes, of: inputs)
      }
      return Normalization(source, axes: places, isInverted: isInverted)
    }
  }
}

extension KerasConfig {
  /// `axis`, which has the last axis where it is missing and none where it is null.
  fileprivate func axisNumbers() throws(ModelError) -> [Int] {
    if values["axis"] == nil { return [-1] }
    return try integers("axis") ?? []
  }

  /// The axes of the network's tensor, counted from 0, in the order of the file's weights: that of the file's axes.
  fileprivate func keptAxes(_ axes: [Int], of inputs: [Shape]) throws(ModelError) -> [Int] {
    let kept = try places(ofAxes: axes, of: inputs)
    return isChannelsFirst && inputs[0].rank == 3 ? [2, 0, 1].filter(kept.contains) : kept.sorted()
  }
}
