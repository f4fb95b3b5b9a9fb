import ConvNet
import KerasNotation

extension Pooling2D: KerasReadable {
  /// `AveragePooling2D` and `MaxPooling2D`.
  static var kerasClassNames: [String] { PoolingRule.allCases.map(className(of:)) }

  static let arguments = KerasArguments(read: ["pool_size", "strides", "padding", "data_format"])

  /// The class says what becomes of a window; strides are those of the window unless given.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let rule = PoolingRule.allCases.first { className(of: $0) == config.className } ?? .average
    let window = try config.requiredSize("pool_size")
    let strides = try config.size("strides") ?? window
    let padding = try config.padding()
    let code = Pooling2D(rule, poolSize: window, strides: strides).code(padding)
    return LayerRecipe(code: code) { inputs in
      let border = inputs.first.map { padding.border(over: $0, window: window, strides: strides) }
      return Pooling2D(rule, poolSize: window, strides: strides, padding: border ?? .none)
    }
  }
}
