public import ConvNet
public import Tensors

/// A convolution with its weights.
public typealias LearnedConv2D = Learned<Conv2D>
/// A transposed convolution with its weights.
public typealias LearnedConv2DTranspose = Learned<Conv2DTranspose>
/// A depthwise convolution with its weights.
public typealias LearnedDepthwiseConv2D = Learned<DepthwiseConv2D>
/// A dense layer with its weights.
public typealias LearnedDense = Learned<Dense>
/// A batch normalization with its numbers.
public typealias LearnedBatchNormalization = Learned<BatchNormalization>
/// A layer normalization with its numbers.
public typealias LearnedLayerNormalization = Learned<LayerNormalization>
/// A normalization with its numbers.
public typealias LearnedNormalization = Learned<Normalization>
/// A PReLU with its slopes.
public typealias LearnedPReLU = Learned<PReLU>

extension Learned<Conv2D> {
  /// Makes a convolution of the filters (height, width, channel of the filter, output channel).
  public init(
    weight: Tensor, bias: [Float]?, strides: Size2D = Size2D(square: 1), padding: Border = .none,
    dilation: Size2D = Size2D(square: 1), groups: Int = 1, activationFunction: ActivationFunction = .linear
  ) {
    self.init(
      Conv2D(
        filters: weight.shape[3], kernelSize: Size2D(height: weight.shape[0], width: weight.shape[1]),
        strides: strides, padding: padding, dilation: dilation, groups: groups,
        activationFunction: activationFunction, usesBias: bias != nil),
      [.kernel: weight, .bias: bias.map(line)])
  }
}

extension Learned<Conv2DTranspose> {
  /// Makes a transposed convolution of the filters (height, width, input channel, output channel).
  public init(
    weight: Tensor, bias: [Float]?, strides: Size2D = Size2D(square: 1), cut: Border = .none,
    dilation: Size2D = Size2D(square: 1)
  ) {
    self.init(
      Conv2DTranspose(
        filters: weight.shape[3], kernelSize: Size2D(height: weight.shape[0], width: weight.shape[1]),
        strides: strides, cut: cut, dilation: dilation, usesBias: bias != nil),
      [.kernel: weight, .bias: bias.map(line)])
  }
}

extension Learned<DepthwiseConv2D> {
  /// Makes a convolution of the filters (height, width, input channel, multiplier).
  public init(
    weight: Tensor, bias: [Float]?, strides: Size2D = Size2D(square: 1), padding: Border = .none,
    dilation: Size2D = Size2D(square: 1), activationFunction: ActivationFunction = .linear
  ) {
    self.init(
      DepthwiseConv2D(
        kernelSize: Size2D(height: weight.shape[0], width: weight.shape[1]), multiplier: weight.shape[3],
        strides: strides, padding: padding, dilation: dilation, activationFunction: activationFunction,
        usesBias: bias != nil),
      [.kernel: weight, .bias: bias.map(line)])
  }
}

extension Learned<Dense> {
  /// Makes a dense layer of the weights (input, output).
  public init(weight: Tensor, bias: [Float]?, activationFunction: ActivationFunction = .linear) {
    self.init(
      Dense(units: weight.shape[1], activationFunction: activationFunction, usesBias: bias != nil),
      [.kernel: weight, .bias: bias.map(line)])
  }
}

extension Learned<BatchNormalization> {
  /// Makes a batch normalization of one number a place along the axis each.
  public init(
    mean: [Float], variance: [Float], gamma: [Float]?, beta: [Float]?, epsilon: Double = 0.001,
    axis: Int? = nil
  ) {
    self.init(
      BatchNormalization(epsilon: epsilon, axis: axis, usesGamma: gamma != nil, usesBeta: beta != nil),
      [
        .gamma: gamma.map(line), .beta: beta.map(line), .movingMean: line(mean),
        .movingVariance: line(variance),
      ])
  }
}

extension Learned<LayerNormalization> {
  /// Makes a layer normalization of factors and summands with an axis for each of the layer's.
  public init(gamma: Tensor?, beta: Tensor?, epsilon: Double = 0.001, axes: [Int]? = nil) {
    self.init(
      LayerNormalization(epsilon: epsilon, axes: axes, usesGamma: gamma != nil, usesBeta: beta != nil),
      [.gamma: gamma, .beta: beta])
  }

  /// Makes a layer normalization along the last axis.
  public init(gamma: [Float]?, beta: [Float]?, epsilon: Double = 0.001) {
    self.init(gamma: gamma.map(line), beta: beta.map(line), epsilon: epsilon)
  }
}

extension Learned<Normalization> {
  /// Makes a normalization of numbers that were taken of data.
  public init(mean: Tensor, variance: Tensor, axes: [Int]? = nil, isInverted: Bool = false) {
    self.init(
      Normalization(.adapted, axes: axes, isInverted: isInverted), [.mean: mean, .variance: variance])
  }

  /// Makes a normalization of numbers that the code gives.
  public init(given mean: Constant, variance: Constant, axes: [Int]? = nil, isInverted: Bool = false) {
    self.init(
      Normalization(.given(mean: mean, variance: variance), axes: axes, isInverted: isInverted), [:])
  }
}

extension Learned<PReLU> {
  /// Makes a PReLU of slopes in the input's shape, with 1 along the axes that share them.
  public init(alpha: Tensor, sharedAxes: [Int] = []) {
    self.init(PReLU(sharedAxes: sharedAxes), [.alpha: alpha])
  }
}

/// Numbers along one axis.
private func line(_ numbers: [Float]) -> Tensor { Tensor(Shape(numbers.count), numbers) }
