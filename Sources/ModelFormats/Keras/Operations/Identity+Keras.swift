import ConvNet
import KerasNotation

extension Identity: KerasReadable {
  static let readsChannelsFirst = true

  /// The classes that change nothing outside of training.
  static var kerasClassNames: [String] { Purpose.allCases.map(\.className) }

  static func arguments(of className: String) -> KerasArguments {
    // What is done at random is done in training only.
    KerasArguments(harmless: Purpose(className: className).trainingArguments)
  }

  /// `Dropout` and its kin: nothing but what the listing shows.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let purpose = Purpose(className: config.className)
    let arguments = purpose.mainArguments.compactMap { config.value($0)?.excerpt }
    let identity = Identity(purpose)
    return LayerRecipe(code: identity.code(arguments: arguments)) { _ in identity }
  }
}

extension Identity.Purpose {
  /// What a class is for; nothing where it is none of these.
  fileprivate init(className: String) {
    self = Self.allCases.first { $0.className == className } ?? .nothing
  }

  /// The arguments that the class has.
  fileprivate var trainingArguments: Set<String> {
    switch self {
    case .nothing: []
    case .dropout, .spatialDropout1D, .spatialDropout2D, .alphaDropout:
      ["rate", "noise_shape", "seed", "data_format"]
    case .gaussianDropout: ["rate", "seed"]
    case .gaussianNoise: ["stddev", "seed"]
    case .activityRegularization: ["l1", "l2"]
    case .randomFlip, .randomRotation, .randomZoom, .randomTranslation, .randomContrast, .randomBrightness:
      augmentationArguments
    }
  }

  /// The arguments of layers that change pictures.
  private var augmentationArguments: Set<String> {
    let own: Set<String> =
      switch self {
      case .randomFlip: ["mode"]
      case .randomZoom, .randomTranslation:
        ["height_factor", "width_factor", "fill_mode", "fill_value", "interpolation"]
      case .randomRotation: ["factor", "fill_mode", "fill_value", "interpolation"]
      case .randomContrast, .randomBrightness: ["factor", "value_range"]
      case .nothing, .dropout, .spatialDropout1D, .spatialDropout2D, .alphaDropout, .gaussianDropout,
        .gaussianNoise,
        .activityRegularization:
        []
      }
    return own.union(["seed", "rng_type", "data_format"])
  }

  /// The arguments that are written without their names.
  fileprivate var mainArguments: [String] {
    switch self {
    case .nothing: []
    case .dropout, .spatialDropout1D, .spatialDropout2D, .alphaDropout, .gaussianDropout: ["rate"]
    case .gaussianNoise: ["stddev"]
    case .activityRegularization: ["l1", "l2"]
    case .randomFlip: ["mode"]
    case .randomZoom, .randomTranslation: ["height_factor", "width_factor"]
    case .randomRotation, .randomContrast, .randomBrightness: ["factor"]
    }
  }
}
