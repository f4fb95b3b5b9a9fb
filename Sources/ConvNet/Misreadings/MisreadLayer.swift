public import Tensors

/// What a layer would be, as misreadings have it.
struct MisreadLayer {
  /// What comes out of it; where it can't run, what really does.
  private(set) var shape: Shape
  /// Why it can't run; `nil` where it can.
  private(set) var fault: MisreadFault?
  /// What it would do; `nil` where the learned numbers are not enough to compute it.
  private(set) var operation: (any Operation)?
  /// What is made of the learned numbers, one after the other.
  private(set) var parameters: [MisreadParameters] = []
  private let inputs: [Shape]
  /// How many numbers it would have learned where nothing can be computed.
  private var toldCount: Int?

  /// A layer as it is, which really gives a shape; whether it can read what arrives is in `fault`.
  init(_ operation: any Operation, reading inputs: [Shape], really shape: Shape) {
    (self.inputs, self.shape) = (inputs, shape)
    become(operation)
  }

  private mutating func become(_ operation: any Operation) {
    self.operation = operation
    do {
      shape = try operation.outputShape(of: inputs)
      fault = nil
    } catch {
      fault = .layer(error)
    }
  }

  /// How many numbers it would have learned; `really` is how many it has.
  func parameterCount(really count: Int) -> Int {
    if let toldCount { return toldCount }
    guard let operation else { return count }
    if case let convolution as Conv2D = operation, parameters.contains(.firstKernelOfEachFilter) {
      let places = convolution.kernelSize.height * convolution.kernelSize.width
      return (places + (convolution.usesBias ? 1 : 0)) * convolution.filters
    }
    return operation.parameterCount(for: inputs)
  }

  /// The layer with another operation, and what that makes of the learned numbers.
  fileprivate func with(_ operation: any Operation, _ change: MisreadParameters? = nil) -> MisreadLayer {
    var layer = self
    layer.become(operation)
    if let change { layer.parameters.append(change) }
    return layer
  }

  /// The layer with other learned numbers.
  fileprivate func with(_ change: MisreadParameters) -> MisreadLayer {
    var layer = self
    layer.parameters.append(change)
    return layer
  }

  /// The layer as it can only be told.
  fileprivate func told(_ shape: Shape? = nil, parameterCount: Int? = nil, fault: MisreadFault? = nil)
    -> MisreadLayer
  {
    var layer = self
    layer.operation = nil
    layer.toldCount = parameterCount ?? operation?.parameterCount(for: inputs)
    layer.shape = shape ?? self.shape
    layer.fault = fault
    return layer
  }
}

/// Why a misread network stops at a layer.
public enum MisreadFault: Error, Equatable, Sendable {
  /// The layer can't read what arrives.
  case layer(LayerFault)
  /// The layer has learned a tensor for other shapes: how many numbers it has, and how many it would need.
  case learned(ParameterName, Shape, wanted: Shape, parameterCount: Int)
  /// A map would have to be wider than the one that it is made of.
  case wider(Int, than: Int)
}

extension Misreading {
  /// What the misreading makes of a layer that reads some shapes; `nil` where nothing comes of it.
  func applied(to layer: MisreadLayer, reading inputs: [Shape], givesLogits: Bool) -> MisreadLayer? {
    guard let input = inputs.first else { return nil }
    switch layer.operation {
    case let convolution as Conv2D where self != .noReLU: return applied(to: convolution, layer, over: input)
    case let pooling as Pooling2D: return applied(to: pooling, layer, over: input)
    case let operation? where self == .noReLU: return operation.withoutReLU.map { layer.with($0) }
    case is Dense where self == .softmaxInside && givesLogits: return layer.told()
    default: return nil
    }
  }

  // MARK: Convolutions

  private func applied(to convolution: Conv2D, _ layer: MisreadLayer, over input: Shape) -> MisreadLayer? {
    guard input.rank == 3, convolution.groups == 1 else { return nil }
    let isDeep = input.channels > 1
    switch self {
    case .perChannel where isDeep:
      return layer.with(convolution.depthwise(multiplier: 1), .kernelsOfFirstFilter)
    case .eachWithEach where isDeep:
      return layer.with(convolution.depthwise(multiplier: convolution.filters), .biasOfEveryMap)
    case .oneFilter where convolution.filters > 1:
      return layer.with(convolution.changed(filters: 1), .firstFilter)
    case .flatFilter where isDeep: return layer.with(.firstKernelOfEachFilter)
    case .averaged where isDeep: return layer.with(.dividedByChannels)
    case .flipped where convolution.kernelSize != Size2D(square: 1): return layer.with(.turned)
    case .keepsSize where convolution.padding == .none:
      let border = Border.keepingPlaces(
        of: input, window: convolution.kernelSize, strides: convolution.strides,
        dilation: convolution.dilation
      )
      return border == .none ? nil : layer.with(convolution.changed(padding: border))
    case .ownWeights where layer.fault == nil:
      let weights = convolution.termCount(inputs: [input]) + (convolution.usesBias ? 1 : 0)
      let (count, isTooLarge) = layer.shape.count.multipliedReportingOverflow(by: weights)
      return isTooLarge ? nil : layer.told(parameterCount: count)
    case .size:
      let (side, least) = (convolution.filters, min(input[0], input[1]))
      return side > least
        ? layer.told(fault: .wider(side, than: least)) : layer.told(Shape(side, side, input.channels))
    case .perChannel, .eachWithEach, .oneFilter, .flatFilter, .averaged, .flipped, .keepsSize, .ownWeights,
      .quadrants, .overlap, .poolMerges, .meanPool, .keepPartial, .noReLU, .softmaxInside:
      return nil
    }
  }

  // MARK: Poolings

  private func applied(to pooling: Pooling2D, _ layer: MisreadLayer, over input: Shape) -> MisreadLayer? {
    guard input.rank == 3 else { return nil }
    switch self {
    case .quadrants: return pooling.cutting(input).flatMap { $0 == pooling ? nil : layer.with($0) }
    case .overlap where pooling.strides != Size2D(square: 1): return layer.with(pooling.sliding(over: input))
    case .meanPool where pooling.rule == .maximum && pooling.poolSize != Size2D(square: 1):
      return layer.with(
        Pooling2D(
          .average, poolSize: pooling.poolSize, strides: pooling.strides, padding: pooling.padding))
    case .poolMerges where input.channels > 1 && layer.fault == nil:
      return layer.told(Shape(layer.shape[0], layer.shape[1], 1))
    case .keepPartial where pooling.padding == .none:
      let border = Border(
        top: 0, bottom: pooling.missing(of: input[0], \.height), left: 0,
        right: pooling.missing(of: input[1], \.width))
      guard border != .none else { return nil }
      return layer.with(
        Pooling2D(pooling.rule, poolSize: pooling.poolSize, strides: pooling.strides, padding: border))
    case .overlap, .meanPool, .poolMerges, .keepPartial, .perChannel, .eachWithEach, .size, .oneFilter,
      .flatFilter, .ownWeights, .averaged, .keepsSize, .noReLU, .softmaxInside, .flipped:
      return nil
    }
  }
}

extension Conv2D {
  /// The convolution with another count of filters, another border, or no activation function.
  fileprivate func changed(
    filters: Int? = nil, padding: Border? = nil, activationFunction: ActivationFunction? = nil
  ) -> Conv2D {
    Conv2D(
      filters: filters ?? self.filters, kernelSize: kernelSize, strides: strides,
      padding: padding ?? self.padding, dilation: dilation, groups: groups,
      activationFunction: activationFunction ?? self.activationFunction, usesBias: usesBias)
  }

  /// The same window over each channel by itself.
  fileprivate func depthwise(multiplier: Int) -> DepthwiseConv2D {
    DepthwiseConv2D(
      kernelSize: kernelSize, multiplier: multiplier, strides: strides, padding: padding, dilation: dilation,
      activationFunction: activationFunction, usesBias: usesBias)
  }
}

extension Pooling2D {
  /// The pooling that cuts a map into as many pieces as this one's window has places; `nil` where it can't be cut so.
  ///
  /// Piece i of n along an extent e goes from ⌊i·e ÷ n⌋ to ⌈(i + 1)·e ÷ n⌉, as PyTorch's `AdaptiveMaxPool2d` has it; where
  /// these are not of one size at one distance, pieces of ⌈e ÷ n⌉ and a smaller one at the end; so that one window does.
  public func cutting(_ input: Shape) -> Pooling2D? {
    guard let rows = Pieces(of: input[0], count: poolSize.height),
      let columns = Pieces(of: input[1], count: poolSize.width)
    else { return nil }
    return Pooling2D(
      rule, poolSize: Size2D(height: rows.extent, width: columns.extent),
      strides: Size2D(height: rows.stride, width: columns.stride),
      padding: Border(top: 0, bottom: rows.missing, left: 0, right: columns.missing))
  }

  /// The pooling whose window moves on by one place; one that kept all places before keeps them.
  fileprivate func sliding(over input: Shape) -> Pooling2D {
    let one = Size2D(square: 1)
    let keeps =
      padding != .none && padding == .keepingPlaces(of: input, window: poolSize, strides: strides)
    return Pooling2D(
      rule, poolSize: poolSize, strides: one,
      padding: keeps ? .keepingPlaces(of: input, window: poolSize, strides: one) : padding)
  }

  /// How many places the last window lacks along an axis that only begins inside of an extent; 0 where none does.
  fileprivate func missing(of extent: Int, _ side: KeyPath<Size2D, Int>) -> Int {
    let (window, stride) = (poolSize[keyPath: side], strides[keyPath: side])
    guard stride <= window, extent > window else { return 0 }
    let stops = (extent - window + stride - 1) / stride + 1
    return (stops - 1) * stride + window - extent
  }
}

/// How an extent is cut into pieces.
private struct Pieces {
  let extent: Int
  let stride: Int
  /// How many places the last piece has fewer than the others.
  let missing: Int

  /// - Returns: `nil` where there are more pieces than places, or the last one would be empty.
  init?(of whole: Int, count: Int) {
    guard count >= 1, count <= whole else { return nil }
    extent = (whole + count - 1) / count
    let floor = whole / count
    if (whole - extent).isMultiple(of: floor), (whole - extent) / floor + 1 == count {
      (stride, missing) = (floor, 0)
    } else {
      (stride, missing) = (extent, extent * count - whole)
      guard missing < extent else { return nil }
    }
  }
}

extension Operation {
  /// The same without ReLU; `nil` where it has none.
  fileprivate var withoutReLU: (any Operation)? {
    guard activationFunction == .relu else { return nil }
    switch self {
    case let convolution as Conv2D: return convolution.changed(activationFunction: .linear)
    case let depthwise as DepthwiseConv2D:
      return DepthwiseConv2D(
        kernelSize: depthwise.kernelSize, multiplier: depthwise.multiplier, strides: depthwise.strides,
        padding: depthwise.padding, dilation: depthwise.dilation, usesBias: depthwise.usesBias)
    case let dense as Dense: return Dense(units: dense.units, usesBias: dense.usesBias)
    case is ActivationLayer: return ActivationLayer(.linear)
    default: return nil
    }
  }
}
