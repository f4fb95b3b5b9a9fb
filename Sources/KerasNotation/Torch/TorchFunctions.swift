internal import ConvNet
internal import Tensors

extension ActivationLayer: TorchOperation {
  /// The code `nn.ReLU()`.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]? {
    guard let (name, argument) = activationFunction.torchClass(rank: inputs.first?.rank ?? 1) else {
      return nil
    }
    return ListingToken.call(name, argument.isEmpty ? [] : [[ListingToken(argument, .activationFunction)]])
  }
}

extension ActivationFunction {
  /// The class of PyTorch's that applies the function, with its argument.
  fileprivate func torchClass(rank: Int) -> (name: String, argument: String)? {
    switch self {
    case .linear: ("nn.Identity", "")
    case .relu: ("nn.ReLU", "")
    case .relu6: ("nn.ReLU6", "")
    case .leakyReLU(let slope): ("nn.LeakyReLU", slope == 0.01 ? "" : "\(slope)")
    case .elu(let alpha): ("nn.ELU", alpha == 1 ? "" : "\(alpha)")
    case .bentReLU(let bend): bend.torchClass
    // Over maps the channels' axis is the second of PyTorch's; else it is the last.
    case .softmax: ("nn.Softmax", rank == 3 ? "dim=1" : "dim=-1")
    case .logSoftmax: ("nn.LogSoftmax", rank == 3 ? "dim=1" : "dim=-1")
    case .exponential: ("torch.exp", "x")
    default: Self.torchNames.first { $0.function == self }.map { ($0.name, "") }
    }
  }

  private static let torchNames: [(function: ActivationFunction, name: String)] = [
    (.selu, "nn.SELU"), (.celu, "nn.CELU"), (.gelu, "nn.GELU"), (.silu, "nn.SiLU"), (.mish, "nn.Mish"),
    (.softplus, "nn.Softplus"), (.softsign, "nn.Softsign"), (.sigmoid, "nn.Sigmoid"),
    (.hardSigmoid, "nn.Hardsigmoid"), (.hardSilu, "nn.Hardswish"), (.tanh, "nn.Tanh"),
    (.hardTanh, "nn.Hardtanh"),
    (.tanhShrink, "nn.Tanhshrink"), (.hardShrink, "nn.Hardshrink"), (.softShrink, "nn.Softshrink"),
    (.logSigmoid, "nn.LogSigmoid"),
  ]
}

extension BentReLU {
  fileprivate var torchClass: (name: String, argument: String)? {
    guard negativeSlope == 0 else { return nil }
    if threshold == 0, let maximum { return ("nn.Hardtanh", "0.0, \(maximum)") }
    return maximum == nil ? ("nn.Threshold", "\(threshold), 0.0") : nil
  }
}

extension PReLU: TorchOperation {
  /// The code `nn.PReLU(64)`.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]? {
    guard let input = inputs.first else { return nil }
    let isShared = sharedAxes.contains(input.rank - 1)
    return ListingToken.call(
      "nn.PReLU", isShared ? [] : [[ListingToken("\(input.channels)", .inputChannels)]])
  }
}

extension MergeLayer: TorchOperation {
  /// The code `x1 + x2`, `torch.maximum(x1, x2)`.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]? {
    let names = inputs.indices.map { "x\($0 + 1)" }
    switch operation {
    case .add: return [ListingToken(names.joined(separator: " + "))]
    case .subtract: return [ListingToken(names.joined(separator: " - "))]
    case .multiply: return [ListingToken(names.joined(separator: " * "))]
    case .average: return [ListingToken("(\(names.joined(separator: " + "))) / \(names.count)")]
    case .maximum: return [ListingToken("torch.maximum(\(names.joined(separator: ", ")))")]
    case .minimum: return [ListingToken("torch.minimum(\(names.joined(separator: ", ")))")]
    }
  }
}

extension Concatenate: TorchOperation {
  /// The code `torch.cat((x1, x2), 1)`.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]? {
    guard let input = inputs.first else { return nil }
    let names =
      inputs.count > 4
      ? "x1, …, x\(inputs.count)" : inputs.indices.map { "x\($0 + 1)" }.joined(separator: ", ")
    let last = input.rank - 1
    let axis = axis ?? last
    let number = input.rank == 3 ? (axis == last ? 1 : axis + 2) : axis + 1
    return [ListingToken("torch.cat((\(names)), "), ListingToken("\(number)", .axis), ListingToken(")")]
  }
}

extension Flatten: TorchOperation {
  /// The code `nn.Flatten()`.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]? { ListingToken.call("nn.Flatten", []) }
}

extension Reshape: TorchOperation {
  /// The code `x.reshape(1, 49, 64)`, with the extents in the network's order.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]? {
    let list = ([1] + targetShape).map(String.init).joined(separator: ", ")
    return ListingToken.call("x.reshape", [[ListingToken(list, .targetShape)]])
  }
}

extension Permute: TorchOperation {
  /// The code `x.permute(0, 3, 1, 2)`, with the axes in the network's order.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]? {
    let list = ([0] + axes.map { $0 + 1 }).map(String.init).joined(separator: ", ")
    return ListingToken.call("x.permute", [[ListingToken(list, .axis)]])
  }
}

extension ZeroPadding2D: TorchOperation {
  /// The code `nn.ZeroPad2d(1)`, `nn.ZeroPad2d((0, 1, 0, 1))`: left, right, top, bottom.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]? {
    let sides = [border.left, border.right, border.top, border.bottom]
    let isEven = Set(sides).count == 1
    let text = isEven ? "\(sides[0])" : "(\(sides.map(String.init).joined(separator: ", ")))"
    return ListingToken.call("nn.ZeroPad2d", [[ListingToken(text, .border)]])
  }
}

extension UpSampling2D: TorchOperation {
  /// The code `nn.Upsample(scale_factor=2)`.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]? {
    ListingToken.call(
      "nn.Upsample",
      [
        ListingToken.named("scale_factor", Torch.size(size), .enlargement),
        ListingToken.named("mode", interpolation == .nearest ? nil : "'bilinear'", .interpolation),
      ])
  }
}

extension Identity: TorchOperation {
  /// The code `nn.Identity()`.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]? { ListingToken.call("nn.Identity", []) }
}

extension ConstantArithmetic: TorchOperation {
  /// The code `x * 0.5`, as Keras's.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]? { listing(reading: inputs) }
}

extension Rescaling: TorchOperation {
  /// The code `x * weight`, `x + offset`.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]? {
    let isFactor = scale.values != [1]
    let factor =
      isFactor ? [ListingToken(" * "), ListingToken(scale.values == [-1] ? "-1" : "weight", .scale)] : []
    let summand = hasOffset ? [ListingToken(" + "), ListingToken("offset", .offset)] : []
    return [ListingToken("x")] + factor + summand
  }
}

extension Cropping2D: TorchOperation {
  /// The code `x[:, :, 1:-1, 1:-1]`.
  func torchListing(reading inputs: [Shape]) -> [ListingToken]? {
    func range(_ before: Int, _ after: Int) -> String {
      (before == 0 ? "" : "\(before)") + ":" + (after == 0 ? "" : "-\(after)")
    }
    let cut = "\(range(border.top, border.bottom)), \(range(border.left, border.right))"
    return [ListingToken("x[:, :, "), ListingToken(cut, .cropping), ListingToken("]")]
  }
}
