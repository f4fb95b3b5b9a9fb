public import Tensors

/// A layer that changes nothing outside of training: every number passes.
///
/// Source: Keras 3, `keras.layers.Identity`, and the classes of `Purpose`, whose `call` returns its input unless
/// `training` is true.
public struct Identity: KeepingOperation, PlacewiseOperation {
  /// What a layer is for.
  public enum Purpose: CaseIterable, Sendable {
    /// Nothing but a name.
    case nothing
    /// Numbers become 0 at random.
    case dropout
    /// Whole channels of a line of places become 0 at random.
    case spatialDropout1D
    /// Whole maps become 0 at random.
    case spatialDropout2D
    /// Numbers become SELU's smallest at random.
    case alphaDropout
    /// Numbers are multiplied by random ones around 1.
    case gaussianDropout
    /// Random numbers are added.
    case gaussianNoise
    /// Large numbers are punished.
    case activityRegularization
    /// Pictures are mirrored at random.
    case randomFlip
    /// Pictures are turned at random.
    case randomRotation
    /// Pictures are enlarged or reduced at random.
    case randomZoom
    /// Pictures are moved at random.
    case randomTranslation
    /// The contrast of pictures is changed at random.
    case randomContrast
    /// The brightness of pictures is changed at random.
    case randomBrightness
  }

  /// What the layer is for.
  public let purpose: Purpose

  /// Makes a layer that passes every number.
  public init(_ purpose: Purpose = .nothing) {
    self.purpose = purpose
  }

  /// The input's shape.
  ///
  /// - Throws: `LayerFault` where there is not one input.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape { try inputs.only() }

  /// The input.
  public func preActivation(of inputs: [Tensor]) -> Tensor { inputs[0] }

  /// The same position.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    .moved(from: InputPlace(position))
  }
}
