import ConvNet
import KerasNotation

extension GlobalPooling2D: KerasReadable {
  static let readsChannelsFirst = true

  /// `GlobalAveragePooling2D` and `GlobalMaxPooling2D`.
  static var kerasClassNames: [String] { Operation.allCases.map(\.className) }

  static func arguments(of className: String) -> KerasArguments {
    KerasArguments(read: ["data_format", "keepdims"])
  }

  /// The class says what becomes of a map; `keepdims` whether rows and columns stay as axes.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    try config.requireKnownDataFormat()
    let pooling = GlobalPooling2D(
      Operation.allCases.first { $0.className == config.className } ?? .average,
      keepsAxes: try config.flag("keepdims", default: false))
    return LayerRecipe(pooling)
  }
}
