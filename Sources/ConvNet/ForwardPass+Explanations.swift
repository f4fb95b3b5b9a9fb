import Tensors

extension ForwardPass {
  /// How a unit came about; `nil` where its layer was never entered.
  ///
  /// Readable for every unit of an evaluated layer, wherever the position is.
  ///
  /// - Precondition: There is such a unit.
  public func explain(_ unit: UnitAddress) -> Explanation? {
    guard let activation = trace.activations[unit.layer], let before = trace.preActivations[unit.layer] else {
      return nil
    }
    let layer = network.layers[unit.layer]
    let inputs = layer.inputs.compactMap { trace.activations[$0] }
    let function = layer.operation.activationFunction
    return Explanation(
      layer: unit.layer, position: unit.position,
      form: layer.operation.form(
        ofUnitAt: unit.position, inputs: inputs, trained.parameters(ofLayer: unit.layer)),
      preActivation: before[position: unit.position], activationFunction: function,
      softmax: function == .softmax ? softmaxShares(of: before.lastAxis(through: unit.position)) : nil,
      value: activation[position: unit.position])
  }

  /// How a unit came about; `nil` where its layer was never entered.
  ///
  /// - Precondition: The position lies inside the layer's activation.
  public func explain(unitAt position: [Int], inLayer index: Int) -> Explanation? {
    explain(UnitAddress(layer: index, position: position))
  }
}

extension Tensor {
  /// The numbers of the last axis at a position's place of the others.
  fileprivate func lastAxis(through position: [Int]) -> [Float] {
    let start = shape.offset(of: position.dropLast() + [0])
    return Array(values[start..<start + shape.channels])
  }
}
