import ConvNet

extension Identity: KerasReadable {
  static let readsChannelsFirst = true

  /// The classes that change nothing outside of training.
  static var kerasClassNames: [String] { Purpose.allCases.map(\.rawValue) }

  /// `Dropout` and its kin: nothing but what the listing shows.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let purpose = Purpose(rawValue: config.className) ?? .nothing
    let arguments = purpose.mainArguments.compactMap { config.value($0)?.excerpt }
    let identity = Identity(purpose, arguments: arguments)
    return LayerRecipe(code: identity.listing) { _, _ in identity }
  }
}

extension Identity.Purpose {
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
