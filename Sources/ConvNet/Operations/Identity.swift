public import Tensors

/// A layer that changes nothing outside of training: every number passes.
///
/// Source: Keras 3, `keras.layers.Identity`, and the classes of `Purpose`, whose `call` returns its input unless
/// `training` is true.
public struct Identity: FixedOperation {
  /// What a layer is for, by the name of its Keras class.
  public enum Purpose: String, CaseIterable, Sendable {
    /// Nothing but a name.
    case nothing = "Identity"
    /// Numbers become 0 at random.
    case dropout = "Dropout"
    /// Whole channels of a line of places become 0 at random.
    case spatialDropout1D = "SpatialDropout1D"
    /// Whole maps become 0 at random.
    case spatialDropout2D = "SpatialDropout2D"
    /// Numbers become SELU's smallest at random.
    case alphaDropout = "AlphaDropout"
    /// Numbers are multiplied by random ones around 1.
    case gaussianDropout = "GaussianDropout"
    /// Random numbers are added.
    case gaussianNoise = "GaussianNoise"
    /// Large numbers are punished.
    case activityRegularization = "ActivityRegularization"
    /// Pictures are mirrored at random.
    case randomFlip = "RandomFlip"
    /// Pictures are turned at random.
    case randomRotation = "RandomRotation"
    /// Pictures are enlarged or reduced at random.
    case randomZoom = "RandomZoom"
    /// Pictures are moved at random.
    case randomTranslation = "RandomTranslation"
    /// The contrast of pictures is changed at random.
    case randomContrast = "RandomContrast"
    /// The brightness of pictures is changed at random.
    case randomBrightness = "RandomBrightness"
  }

  /// The name of the first of the Keras classes.
  public static let className = Purpose.nothing.rawValue

  /// What the layer is for.
  public let purpose: Purpose
  /// The arguments that are written without their names, as in Python.
  public let arguments: [String]

  /// Makes a layer that passes every number.
  public init(_ purpose: Purpose = .nothing, arguments: [String] = []) {
    self.purpose = purpose
    self.arguments = arguments
  }

  /// The name of the Keras class.
  public var className: String { purpose.rawValue }

  /// Numbers that come from elsewhere keep their signs.
  public var keepsSigns: Bool { true }

  /// Numbers that come from elsewhere keep their range.
  public var rangeStep: RangeStep { .keep }

  /// The code `Dropout(0.5)`.
  public var listing: [ListingToken] {
    ListingToken.call(className, arguments.map { [ListingToken($0, .rate)] })
  }

  /// The input's shape.
  ///
  /// - Throws: `LayerFault` where there is not one input.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape { try inputs.only() }

  /// The input.
  public func preActivation(of inputs: [Tensor]) -> Tensor { inputs[0] }

  /// One: the number that passes.
  public func termCount(inputs: [Shape]) -> Int { 1 }

  /// The same position.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    .moved(from: InputPlace(position))
  }

  /// The same positions.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.map { _ in output }
  }
}
