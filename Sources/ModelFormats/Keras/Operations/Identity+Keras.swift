import ConvNet
import KerasNotation

extension Identity: KerasReadable {
  static let readsChannelsFirst = true

  /// The classes that change nothing outside of training.
  static var kerasClassNames: [String] { Purpose.allCases.map(\.className) }

  static func arguments(of className: String) -> KerasArguments {
    // What is done at random is done in training only.
    let (shown, others) = Purpose(className: className).arguments
    return KerasArguments(harmless: others.union(shown))
  }

  /// `Dropout` and its kin: nothing but what the listing shows.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let purpose = Purpose(className: config.className)
    let identity = Identity(purpose)
    let arguments = purpose.arguments.shown.compactMap { config.value($0)?.excerpt }
    return LayerRecipe(code: identity.code(arguments: arguments)) { _ in identity }
  }
}

extension Identity.Purpose {
  /// What a class is for; nothing where it is none of these.
  fileprivate init(className: String) {
    self = Self.allCases.first { $0.className == className } ?? .nothing
  }

  /// The arguments of the class: those that are written, without their names, and the others.
  fileprivate var arguments: (shown: [String], others: Set<String>) {
    let ofPictures: Set<String> = ["seed", "rng_type", "data_format"]
    let ofMoved = ofPictures.union(["fill_mode", "fill_value", "interpolation"])
    return switch self {
    case .nothing: ([], [])
    case .dropout, .spatialDropout1D, .spatialDropout2D, .alphaDropout:
      (["rate"], ["noise_shape", "seed", "data_format"])
    case .gaussianDropout: (["rate"], ["seed"])
    case .gaussianNoise: (["stddev"], ["seed"])
    case .activityRegularization: (["l1", "l2"], [])
    case .randomFlip: (["mode"], ofPictures)
    case .randomRotation: (["factor"], ofMoved)
    case .randomZoom, .randomTranslation: (["height_factor", "width_factor"], ofMoved)
    case .randomContrast, .randomBrightness: (["factor"], ofPictures.union(["value_range"]))
    }
  }
}
