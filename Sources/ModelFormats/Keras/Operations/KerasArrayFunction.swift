import ConvNet
import KerasNotation
import Tensors

/// Functions of `keras.ops` that move numbers, or take the mean or the largest of maps: `x[..., ::-1]`,
/// `ops.stack(xs)`, `ops.mean(x, axis=(1, 2))`.
///
/// Their axes are Keras's: the batch's is 0, and none of them may touch it. Source: Keras 3,
/// `keras/src/ops/numpy.py`, `keras/src/ops/core.py`.
enum KerasArrayFunction: String, CaseIterable {
  case getItem = "GetItem"
  case stack = "Stack"
  case reshape = "Reshape"
  case transpose = "Transpose"
  case expandDims = "ExpandDims"
  case squeeze = "Squeeze"
  case flip = "Flip"
  case mean = "Mean"
  case max = "Max"
  case negative = "Negative"
  case clip = "Clip"
  case cast = "Cast"

  /// The names of what the function must be called with, in order.
  var operands: [String] { self == .getItem ? ["x", "key"] : ["x"] }

  /// The arguments that are no tensors.
  var arguments: KerasArguments {
    switch self {
    case .getItem, .negative: KerasArguments()
    case .stack, .expandDims, .squeeze, .flip: KerasArguments(read: ["axis"])
    case .reshape: KerasArguments(read: ["newshape"])
    case .transpose: KerasArguments(read: ["axes"])
    case .mean: KerasArguments(read: ["axis", "keepdims"])
    case .max: KerasArguments(read: ["axis", "keepdims"], fixed: ["initial": []])
    case .clip: KerasArguments(read: ["x_min", "x_max"])
    case .cast: KerasArguments(fixed: ["dtype": [.string("float32")]])
    }
  }

  /// What a call of the function does.
  ///
  /// - Throws: `ModelError` that names the layer and the argument that can't be run.
  func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    switch self {
    case .getItem: try KerasItem(config).recipe(config)
    case .negative:
      LayerRecipe(code: [ListingToken("-x", .scale)], make: KerasArrayFunction.negation)
    case .clip: try clipping(config)
    case .cast: LayerRecipe(code: code(config, text: "'float32'", nil)) { _ in Identity() }
    case .mean, .max: try globalPooling(config)
    case .stack: try Stack.recipe(from: config)
    case .reshape: try reshaping(config)
    case .transpose: try transposition(config)
    case .expandDims, .squeeze: try unitAxis(config)
    case .flip: try flipping(config)
    }
  }

  private static func negation(_ inputs: [Shape]) throws(ModelError) -> any Operation {
    ConstantArithmetic(.multiply, -1) ?? ActivationLayer(.linear)
  }

  /// The call as it stands in code, with an argument that is no tensor.
  private func code(
    _ config: KerasConfig, text: String, _ meaning: ListingToken.Meaning?
  ) -> [ListingToken] {
    KerasOperation.code(config, ["x"], [ListingToken(text, meaning)])
  }

  private func clipping(_ config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let lower = try config.float("x_min", default: -.infinity)
    let upper = try config.float("x_max", default: .infinity)
    // TensorFlow gives the upper end for all where they are the wrong way round; whoever wants that is rare.
    guard lower <= upper else { throw config.unsupported("x_min") }
    return LayerRecipe(code: code(config, text: "\(lower), \(upper)", .activationFunction)) { _ in
      ActivationLayer(.clip(lower: lower, upper: upper))
    }
  }

  /// The mean or the largest number of each map: axes 1 and 2.
  private func globalPooling(_ config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let axes = try config.requiredIntegers("axis")
    let keepsAxes = try config.flag("keepdims", default: false)
    let rule = self == .mean ? PoolingRule.average : .maximum
    let tuple = ListingToken("axis=\(KerasArrayFunction.tuple(axes))", .axis)
    let kept = keepsAxes ? [ListingToken(", "), ListingToken("keepdims=True", .keptAxes)] : []
    return LayerRecipe(code: KerasOperation.code(config, ["x"], [tuple] + kept)) {
      (inputs) throws(ModelError) in
      let input = try config.only(inputs)
      let places = try config.places(ofAxes: axes, of: inputs)
      guard input.rank == 3, places.sorted() == [0, 1] else { throw config.unsupported("axis") }
      return GlobalPooling2D(rule, keepsAxes: keepsAxes)
    }
  }

  private func reshaping(_ config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let shape = try config.requiredIntegers("newshape")
    let code = code(config, text: KerasArrayFunction.tuple(shape), .targetShape)
    return LayerRecipe(code: code) { (inputs) throws(ModelError) in
      let input = try config.only(inputs)
      try KerasArrayFunction.refuseMaps(of: config, rank: Swift.max(input.rank, shape.count - 1))
      // What is left for the batch is one picture: the others must hold all of its numbers.
      let rest = Array(shape.dropFirst())
      guard shape.first == -1, !rest.contains(-1), Shape(rest).checkedCount == input.count else {
        throw config.unsupported("newshape")
      }
      return Reshape(targetShape: rest)
    }
  }

  private func transposition(_ config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let axes = try config.requiredIntegers("axes")
    let code = code(config, text: KerasArrayFunction.tuple(axes), .axis)
    return LayerRecipe(code: code) { (inputs) throws(ModelError) in
      let rank = try config.only(inputs).rank
      try KerasArrayFunction.refuseMaps(of: config, rank: rank)
      let places = axes.map { $0 < 0 ? $0 + rank + 1 : $0 }
      guard places.first == 0 else { throw config.unsupported("axes") }
      return Permute(axes: places.dropFirst().map { $0 - 1 })
    }
  }

  /// A new axis of extent 1, or one less.
  private func unitAxis(_ config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let axes = try config.requiredIntegers("axis")
    let code = code(config, text: axes.count == 1 ? "\(axes[0])" : KerasArrayFunction.tuple(axes), .axis)
    return LayerRecipe(code: code) { (inputs) throws(ModelError) in
      let input = try config.only(inputs)
      let isNew = self == .expandDims
      let rank = input.rank + (isNew ? 2 : 1)
      let places = axes.map { ($0 < 0 ? $0 + rank : $0) - 1 }
      guard places.count == 1, let place = places.first, (0..<rank - 1).contains(place) else {
        throw config.unsupported("axis")
      }
      try KerasArrayFunction.refuseMaps(of: config, rank: Swift.max(input.rank, rank - 1))
      var extents = input.extents
      if isNew { extents.insert(1, at: place) } else if extents[place] == 1 { extents.remove(at: place) }
      guard !extents.isEmpty, isNew || extents.count < input.rank else { throw config.unsupported("axis") }
      return Reshape(targetShape: extents)
    }
  }

  private func flipping(_ config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let axes = try config.requiredIntegers("axis")
    let code = code(config, text: axes.count == 1 ? "\(axes[0])" : KerasArrayFunction.tuple(axes), .axis)
    return LayerRecipe(code: code) { (inputs) throws(ModelError) in
      let places = try config.places(ofAxes: axes, of: inputs)
      return Slice(
        inputs[0].extents.enumerated().map { index, extent in
          places.contains(index)
            ? Slice.Axis(first: extent - 1, step: -1, count: extent) : Slice.Axis(first: 0, count: extent)
        })
    }
  }

  /// Refuses maps that the file has as (channel, height, width): the order of their numbers is another one here.
  static func refuseMaps(of config: KerasConfig, rank: Int) throws(ModelError) {
    guard !config.isChannelsFirst || rank < 3 else {
      throw .needsChannelsLast(UnsupportedLayer(name: config.layer, className: config.className))
    }
  }

  private static func tuple(_ numbers: [Int]) -> String {
    let list = numbers.map(String.init).joined(separator: ", ")
    return numbers.count == 1 ? "(\(list),)" : "(\(list))"
  }
}
