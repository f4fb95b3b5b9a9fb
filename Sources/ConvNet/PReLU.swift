public import Tensors

/// A ReLU whose slope below 0 was learned.
///
///     out = in where in ≥ 0, else α · in
///
/// There is one α a place, shared along some axes. Source: He et al., "Delving Deep into Rectifiers", 2015; Keras 3,
/// `keras.layers.PReLU`.
public struct PReLU: LayerKind {
  /// The name of the Keras class.
  public static let className = "PReLU"

  /// The learned slopes: the input's shape with 1 along the axes that share them.
  public let alpha: Tensor
  /// The axes along which slopes are shared, as Keras numbers them: the batch's is 0.
  public let sharedAxes: [Int]

  /// Makes a PReLU; nothing is checked before `outputShape`.
  public init(alpha: Tensor, sharedAxes: [Int] = []) {
    self.alpha = alpha
    self.sharedAxes = sharedAxes
  }

  /// The slopes.
  public var parameterCount: Int { alpha.shape.count }

  /// The code `PReLU(shared_axes=[1, 2])`.
  public var listing: [ListingToken] { Self.listing(sharedAxes: sharedAxes) }

  /// The code of a PReLU whose weights need not be known.
  public static func listing(sharedAxes: [Int]) -> [ListingToken] {
    ListingToken.call(
      className,
      sharedAxes.isEmpty ? [] : [ListingToken.named("shared_axes", ListingToken.python(sharedAxes), .axis)])
  }

  /// The shape of the slopes for an input.
  ///
  /// - Throws: `LayerFault` where an axis that shares them is missing.
  public static func slopeShape(of input: Shape, sharedAxes: [Int]) throws(LayerFault) -> Shape {
    let axes = sharedAxes.filter { $0 > 0 }.compactMap { input.axis(numbered: $0) }
    guard axes.count == sharedAxes.count else {
      throw .argument("shared_axes", found: ListingToken.python(sharedAxes))
    }
    return input.keeping(input.extents.indices.filter { !axes.contains($0) })
  }

  /// The input's shape.
  ///
  /// - Throws: `LayerFault` where there is not one input, or the slopes don't fit.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    let shape = try Self.slopeShape(of: input, sharedAxes: sharedAxes)
    guard alpha.shape == shape else {
      throw .weightShape(expected: shape.extents.map { $0 }, found: alpha.shape)
    }
    return input
  }

  /// The numbers of the formula above.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    let slopes = Broadcast(alpha.shape, over: inputs[0].shape)?.expanded(alpha.values) ?? alpha.values
    return Tensor(
      inputs[0].shape, zip(inputs[0].values, slopes).map { $0 < 0 ? Float(Double($0) * Double($1)) : $0 })
  }

  /// One: the slope.
  public func termCount(inputs: [Shape]) -> Int { 1 }

  /// The number and its slope, which is 1 from 0 on.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    let input = inputs[0][position: position]
    let slope = slope(at: position, of: inputs[0].shape)
    return .elementwise(
      Elementwise(
        place: InputPlace(position), input: input,
        steps: [Elementwise.Step(.multiply, input < 0 ? Double(slope) : 1, .slope)]))
  }

  /// The learned slope at a position of an input.
  public func slope(at position: [Int], of input: Shape) -> Float {
    alpha[position: Broadcast(alpha.shape, over: input)?.position(for: position) ?? position]
  }

  /// The same positions.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.map { _ in output }
  }
}
