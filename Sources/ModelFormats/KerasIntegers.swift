import ConvNet

/// Follows the integers of an input that holds such to the layers that make floats of them.
///
/// Keras computes with integers in their own type, in which numbers wrap around (200 · 2 is 144 in `uint8`): that is
/// refused. Source: Keras 3, `keras/src/backend/common/dtypes.py`, `result_type`; what layers do is as of Keras 3.15.
struct KerasIntegers {
  /// The type of the input's integers; `nil` where it holds floats.
  private var type: String?
  /// Whether each layer so far holds integers.
  private var holds: [Bool] = []

  /// Adds the next layer of a network, which reads some of those before it.
  ///
  /// - Throws: `ModelError.integerArithmetic`.
  mutating func add(_ kind: any LayerKind, of layer: KerasLayer, reads inputs: [Int]) throws(ModelError) {
    guard !inputs.isEmpty else {
      type = (kind as? Input)?.integerType
      return holds.append(type != nil)
    }
    guard let type, inputs.allSatisfy({ holds[$0] }) else { return holds.append(false) }
    let effect = KerasIntegers.effect(of: kind, constant: layer.config.constant)
    guard effect != .computes else { throw .integerArithmetic(layer: layer.name, type: type) }
    holds.append(effect == .keeps)
  }

  /// What a layer does with integers.
  private enum Effect {
    case keeps, computes, makesFloats
  }

  private static func effect(of kind: any LayerKind, constant: KerasConstant?) -> Effect {
    switch kind {
    case let identity as Identity: identity.purpose.rawValue.hasPrefix("Random") ? .makesFloats : .keeps
    case let merge as MergeLayer:
      [Merge.Operation.maximum, .minimum].contains(merge.operation) ? .keeps : .computes
    case let arithmetic as ConstantArithmetic:
      arithmetic.operation != .divide && constant?.isInteger == true ? .computes : .makesFloats
    case let enlargement as UpSampling2D: enlargement.interpolation == .nearest ? .keeps : .computes
    case is ActivationLayer: .keeps
    default: if case .keep = kind.rangeStep { .keeps } else { .makesFloats }
    }
  }
}
