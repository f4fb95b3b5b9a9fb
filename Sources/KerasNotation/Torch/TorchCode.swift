public import ConvNet
public import Tensors

extension Operation {
  /// The code that makes the layer in PyTorch over inputs of some shapes, with only the arguments that differ from
  /// PyTorch's defaults; `nil` for an operation that PyTorch has no line for.
  public func torchCode(reading inputs: [Shape]) -> [ListingToken]? {
    (self as? any TorchOperation)?.torchListing(reading: inputs)
  }
}

/// An operation as PyTorch writes it in code.
protocol TorchOperation: Operation {
  /// The code that makes the layer.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]?
}

/// How PyTorch writes arguments.
enum Torch {
  /// A height and a width: one number where they are the same.
  static func size(_ size: Size2D) -> String { size.height == size.width ? "\(size.height)" : "\(size)" }

  /// A size as an argument given by name; none where it is the default.
  static func named(
    _ name: String, _ size: Size2D, unless standard: Size2D, _ meaning: ListingToken.Meaning
  ) -> [ListingToken] {
    ListingToken.named(name, size == standard ? nil : Self.size(size), meaning)
  }

  /// A border as a layer's padding; none where there is none.
  static func padding(_ border: Border) -> [ListingToken] {
    guard border != .none else { return [] }
    guard border.top == border.bottom, border.left == border.right else {
      return ListingToken.named(
        "padding", "((\(border.top), \(border.bottom)), (\(border.left), \(border.right)))", .padding)
    }
    return ListingToken.named("padding", size(Size2D(height: border.top, width: border.left)), .padding)
  }

  static let one = Size2D(square: 1)
}

extension Conv2D: TorchOperation {
  /// The code `nn.Conv2d(3, 32, 3, padding=1)`.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]? {
    guard let input = inputs.first, activationFunction == .linear else { return nil }
    return Torch.convolution(
      input.channels, filters, kernelSize, strides, padding, dilation, groups: groups, usesBias: usesBias)
  }
}

extension DepthwiseConv2D: TorchOperation {
  /// The code `nn.Conv2d(32, 32, 3, groups=32)`.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]? {
    guard let input = inputs.first, activationFunction == .linear else { return nil }
    return Torch.convolution(
      input.channels, input.channels * multiplier, kernelSize, strides, padding, dilation,
      groups: input.channels,
      usesBias: usesBias)
  }
}

extension Torch {
  fileprivate static func convolution(
    _ channels: Int, _ filters: Int, _ size: Size2D, _ strides: Size2D, _ padding: Border, _ dilation: Size2D,
    groups: Int, usesBias: Bool
  ) -> [ListingToken] {
    ListingToken.call(
      "nn.Conv2d",
      [
        [ListingToken("\(channels)", .inputChannels)], [ListingToken("\(filters)", .filters)],
        [ListingToken(Torch.size(size), .window)], named("stride", strides, unless: one, .strides),
        self.padding(padding), named("dilation", dilation, unless: one, .dilation),
        ListingToken.named("groups", groups == 1 ? nil : "\(groups)", .groups),
        ListingToken.named("bias", usesBias ? nil : "False", .bias),
      ])
  }
}

extension Pooling2D: TorchOperation {
  /// The code `nn.MaxPool2d(2)`.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]? {
    var border = padding
    var isRoundedUp = false
    // What is only behind the maps is what a window rounded up reaches over.
    if padding.bottom != padding.top || padding.right != padding.left,
      padding.bottom >= padding.top, padding.right >= padding.left
    {
      border = Border(top: padding.top, bottom: padding.top, left: padding.left, right: padding.left)
      isRoundedUp = true
    }
    let isMean = rule == .average
    return ListingToken.call(
      isMean ? "nn.AvgPool2d" : "nn.MaxPool2d",
      [
        [ListingToken(Torch.size(poolSize), .window)],
        Torch.named("stride", strides, unless: poolSize, .strides), Torch.padding(border),
        ListingToken.named("ceil_mode", isRoundedUp ? "True" : nil, .padding),
        ListingToken.named("count_include_pad", isMean && border != .none ? "False" : nil, .padding),
      ])
  }
}

extension GlobalPooling2D: TorchOperation {
  /// The code `nn.AdaptiveAvgPool2d(1)`, `x.mean((2, 3))`.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]? {
    let isMean = rule == .average
    guard keepsAxes else { return [ListingToken(isMean ? "x.mean((2, 3))" : "x.amax((2, 3))")] }
    return ListingToken.call(
      isMean ? "nn.AdaptiveAvgPool2d" : "nn.AdaptiveMaxPool2d", [[ListingToken("1", .targetShape)]])
  }
}

extension Dense: TorchOperation {
  /// The code `nn.Linear(1024, 64)`.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]? {
    guard let input = inputs.first, activationFunction == .linear else { return nil }
    return ListingToken.call(
      "nn.Linear",
      [
        [ListingToken("\(input.channels)", .inputChannels)], [ListingToken("\(units)", .units)],
        ListingToken.named("bias", usesBias ? nil : "False", .bias),
      ])
  }
}

extension BatchNormalization: TorchOperation {
  /// The code `nn.BatchNorm2d(64)`.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]? {
    guard let input = inputs.first, axis == nil, usesGamma, usesBeta else { return nil }
    let standard = Float(epsilon) == 1e-5
    return ListingToken.call(
      input.rank == 3 ? "nn.BatchNorm2d" : "nn.BatchNorm1d",
      [
        [ListingToken("\(input.channels)", .inputChannels)],
        ListingToken.named("eps", standard ? nil : "\(Float(epsilon))", .epsilon),
      ])
  }
}

extension LayerNormalization: TorchOperation {
  /// The code `nn.LayerNorm(96)`.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]? {
    guard let input = inputs.first, axes == nil else { return nil }
    let standard = Float(epsilon) == 1e-5
    return ListingToken.call(
      "nn.LayerNorm",
      [
        [ListingToken("\(input.channels)", .inputChannels)],
        ListingToken.named("eps", standard ? nil : "\(Float(epsilon))", .epsilon),
        ListingToken.named("bias", usesBeta ? nil : "False", .bias),
      ])
  }
}
