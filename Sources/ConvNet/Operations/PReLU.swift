public import Tensors

/// A ReLU whose slope below 0 was learned.
///
///     out = in where in ≥ 0, else α · in
///
/// There is one α a place, shared along some axes. Source: He et al., "Delving Deep into Rectifiers", 2015; Keras 3,
/// `keras.layers.PReLU`.
public struct PReLU: PlacewiseOperation {
  /// The axes along which slopes are shared, counted from 0.
  public let sharedAxes: [Int]

  /// Makes a PReLU; nothing is checked before `outputShape`.
  public init(sharedAxes: [Int] = []) {
    self.sharedAxes = sharedAxes
  }

  /// The slopes: the input's shape with 1 along the axes that share them.
  ///
  /// - Throws: `LayerFault` where an axis that shares them is missing.
  public func parameterSlots(for inputs: [Shape]) throws(LayerFault) -> [ParameterSlot] {
    [ParameterSlot(.alpha, try slopeShape(of: inputs.only()))]
  }

  private func slopeShape(of input: Shape) throws(LayerFault) -> Shape {
    guard sharedAxes.allSatisfy(input.extents.indices.contains) else {
      throw .argument("shared axes", found: "\(sharedAxes)")
    }
    return input.keeping(input.extents.indices.filter { !sharedAxes.contains($0) })
  }

  /// The input's shape.
  ///
  /// - Throws: `LayerFault` where there is not one input, or an axis that shares slopes is missing.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    _ = try slopeShape(of: input)
    return input
  }

  /// The numbers of the formula above.
  public func preActivation(of inputs: [Tensor], _ parameters: LayerParameters) -> Tensor {
    let alpha = parameters[.alpha]
    let slopes = Broadcast(alpha.shape, over: inputs[0].shape)?.expanded(alpha.values) ?? alpha.values
    return Tensor(
      inputs[0].shape, zip(inputs[0].values, slopes).map { $0 < 0 ? Float(Double($0) * Double($1)) : $0 })
  }

  /// The number and its slope, which is 1 from 0 on.
  public func form(
    ofUnitAt position: [Int], inputs: [Tensor], _ parameters: LayerParameters
  ) -> Explanation.Form {
    let input = inputs[0][position: position]
    let slope = slope(at: position, of: inputs[0].shape, parameters)
    return .elementwise(
      Elementwise(
        place: InputPlace(position), input: input,
        steps: [Elementwise.Step(operation: .multiply, operand: input < 0 ? Double(slope) : 1, role: .slope)])
    )
  }

  /// The learned slope at a position of an input.
  public func slope(at position: [Int], of input: Shape, _ parameters: LayerParameters) -> Float {
    let alpha = parameters[.alpha]
    return alpha[position: Broadcast(alpha.shape, over: input)?.position(for: position) ?? position]
  }
}

extension ParameterName {
  /// The slopes below 0.
  public static let alpha = ParameterName("alpha")
}
