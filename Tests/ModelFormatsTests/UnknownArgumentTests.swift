import ConvNet
import ModelFormats
import TestSupport
import Testing

@testable import ModelFormats

/// Arguments in `config.json` that nothing is known of: they could change numbers.
struct UnknownArgumentTests {
  private func expect(
    _ fixture: String, _ old: String, _ new: String, _ error: ModelError?,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try failure(of: KerasFixture(fixture).replacing(old, by: new))
    #expect(found == error, "\(new)", sourceLocation: sourceLocation)
  }

  @Test("of a layer, of the input, of a model and of a model inside of one they are refused by name")
  func everywhere() throws {
    func colour(_ layer: String) -> ModelError {
      .unsupportedArgument(layer: layer, argument: "colour", value: "'red'")
    }
    let addition = "\"colour\": \"red\", "
    try expect("built_later", "\"filters\": 3", addition + "\"filters\": 3", colour("conv2d"))
    try expect("residual", "\"sparse\": false", addition + "\"sparse\": false", colour("input_layer"))
    try expect("built_later", "\"layers\": [", addition + "\"layers\": [", colour("sequential"))
    let fixture = try KerasFixture("nested_sequential")
    let text = String(decoding: fixture.config, as: UTF8.self)
    let start = try #require(text.firstRange(of: "\"layers\": [")).upperBound
    let inner = text[start...].replacing(
      "\"layers\": [", with: addition + "\"layers\": [", maxReplacements: 1)
    guard
      case .unsupportedArgument(let layer, "colour", "'red'")? = try failure(
        of: fixture.replacing(config: Array((text[..<start] + inner).utf8)))
    else {
      Issue.record("an inner model's argument was passed over")
      return
    }
    #expect(layer != "sequential")
  }

  @Test("of a function of keras.ops they are refused by name")
  func operations() throws {
    try expect(
      "operations", "\"name\": \"celu\", ", "\"name\": \"celu\", \"where\": 1, ",
      .unsupportedArgument(layer: "celu", argument: "where", value: "1"))
  }

  @Test("of a layer that is given as an activation they are refused by name")
  func activations() throws {
    try expect(
      "built_later", "\"activation\": \"relu\"",
      "\"activation\": {\"class_name\": \"ReLU\", \"config\": {\"alpha\": 0.5}}",
      .unsupportedArgument(layer: "conv2d", argument: "alpha", value: "0.5"))
  }

  @Test("None stands for what isn't given")
  func none() throws {
    try expect("built_later", "\"filters\": 3", "\"colour\": null, \"filters\": 3", nil)
  }

  @Test("what would be weights of a coded form, or other statistics, is refused by name")
  func known() throws {
    try expect(
      "built_later", "\"filters\": 3", "\"quantization_config\": 4, \"filters\": 3",
      .unsupportedArgument(layer: "conv2d", argument: "quantization_config", value: "4"))
    try expect(
      "batch_normalizations", "\"momentum\": ", "\"virtual_batch_size\": 2, \"momentum\": ",
      .unsupportedArgument(layer: "batch_normalization", argument: "virtual_batch_size", value: "2"))
  }
}
