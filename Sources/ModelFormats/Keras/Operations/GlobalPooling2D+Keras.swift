import ConvNet
import KerasNotation

extension GlobalPooling2D: KerasReadable {
  /// `GlobalAveragePooling2D` and `GlobalMaxPooling2D`.
  static var kerasClassNames: [String] { PoolingRule.allCases.map(className(of:)) }

  static let arguments = KerasArguments(read: ["data_format", "keepdims"])

  /// The class says what becomes of a map; `keepdims` whether rows and columns stay as axes.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let pooling = GlobalPooling2D(
      PoolingRule.allCases.first { className(of: $0) == config.className } ?? .average,
      keepsAxes: try config.flag("keepdims", default: false))
    return LayerRecipe(pooling)
  }
}
