import ConvNet
import KerasNotation

/// Whole numbers that enter a model, and how far they stay whole.
///
/// Keras computes in the type that it gets: sums of bytes wrap around at 256, and means are rounded. Here all numbers
/// are floats, which are the same as long as whole numbers are only moved, chosen or turned into floats. Tried with
/// Keras 3 for each of the classes.
enum KerasIntegers {
  /// The types of whole numbers that hold a picture's, 0 to 255: `int8` doesn't, and floats don't hold all of `uint64`.
  static let types: Set<String> = ["uint8", "uint16", "int16", "uint32", "int32", "int64"]
  /// The types that an input may have: layers make float32 of float64 before they compute.
  static let inputTypes = types.union(["float32", "float64"])

  /// The classes that move or choose numbers.
  private static let keeping: Set<String> = [
    "MaxPooling2D", "Cropping2D", "ZeroPadding2D", "Flatten", "Reshape", "Permute", "Concatenate",
    "GlobalMaxPooling2D", "Maximum", "Minimum", "Identity", "Dropout", "SpatialDropout1D", "SpatialDropout2D",
    "AlphaDropout", "GaussianDropout", "GaussianNoise", "ActivityRegularization", "GetItem", "Stack",
    "Transpose",
    "ExpandDims", "Squeeze", "Flip",
  ]
  /// The classes that turn them into floats before they compute.
  private static let converting: Set<String> = [
    "Dense", "BatchNormalization", "Rescaling", "Normalization", "GlobalAveragePooling2D", "LeakyReLU",
    "Cast", "RandomFlip", "RandomRotation", "RandomZoom", "RandomTranslation", "RandomContrast",
    "RandomBrightness",
  ]

  /// Refuses a model in which whole numbers enter arithmetic.
  ///
  /// - Throws: `ModelError.integerArithmetic` for the first layer that computes with them.
  static func check(_ calls: [KerasCall]) throws(ModelError) {
    guard let type = calls.first?.layer.config.dtypeName, types.contains(type) else { return }
    var areWhole: [Bool] = []
    for call in calls {
      let isFed = call.inputs.allSatisfy { areWhole[$0] }
      guard isFed, !call.inputs.isEmpty else {
        areWhole.append(call.inputs.isEmpty)
        continue
      }
      guard let staysWhole = staysWhole(after: call.layer) else {
        throw .integerArithmetic(layer: call.layer.name, type: type)
      }
      areWhole.append(staysWhole)
    }
  }

  /// Whether a layer gives whole numbers for such; `nil` where it computes with them.
  private static func staysWhole(after layer: KerasLayer) -> Bool? {
    if let constant = layer.config.constant {
      return constant.isFloat || ["Divide", "TrueDivide"].contains(layer.className) ? false : nil
    }
    if keeping.contains(layer.className) { return true }
    let isNearest = layer.config.value("interpolation") == .string("nearest")
    if layer.className == UpSampling2D.className, isNearest { return true }
    return converting.contains(layer.className) ? false : nil
  }
}
