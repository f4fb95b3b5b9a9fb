import Tensors

extension Trace {
  /// How a unit came about; `nil` where its layer is not computed.
  ///
  /// - Precondition: There is such a unit.
  public func explain(_ unit: UnitAddress) -> Explanation? {
    guard unit.layer < computedLayers else { return nil }
    let (activation, before) = (activations[unit.layer], preActivations[unit.layer])
    let layer = network.layers[unit.layer]
    if let hold = holds.last(where: { $0.covers(unit) }) {
      return Explanation(
        layer: unit.layer, position: unit.position, form: .held(hold), preActivation: hold.value,
        activationFunction: .linear, softmax: nil, value: hold.value)
    }
    let inputs = layer.inputs.map { activations[$0] }
    let function = layer.operation.activationFunction
    return Explanation(
      layer: unit.layer, position: unit.position,
      form: layer.operation.form(
        ofUnitAt: unit.position, inputs: inputs, trained.parameters(ofLayer: unit.layer)),
      preActivation: before[position: unit.position], activationFunction: function,
      softmax: function == .softmax ? softmaxShares(of: before.lastAxis(through: unit.position)) : nil,
      value: activation[position: unit.position])
  }
}

extension Tensor {
  /// The numbers of the last axis at a position's place of the others.
  fileprivate func lastAxis(through position: [Int]) -> [Float] {
    let start = shape.offset(of: position.dropLast() + [0])
    return Array(values[start..<start + shape.channels])
  }
}
