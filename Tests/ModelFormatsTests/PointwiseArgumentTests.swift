import ConvNet
import KerasNotation
import ModelFormats
import Tensors
import TestSupport
import Testing

/// Arguments of layers that work number by number, in `config.json`.
struct PointwiseArgumentTests {
  private static let largest = Int(Int32.max)

  private func expect(
    _ fixture: String, _ old: String, _ new: String, _ error: ModelError?,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try failure(of: KerasFixture(fixture).replacing(old, by: new))
    #expect(found == error, "\(new)", sourceLocation: sourceLocation)
  }

  /// The code of a layer after an edit of its file.
  private func code(_ fixture: String, _ old: String, _ new: String, layer: String) throws -> String? {
    let model = try read(KerasFixture(fixture).replacing(old, by: new))
    _ = try model.network.get()
    return model.layers.first { $0.name == layer }?.code.text
  }

  private func unsupported(_ layer: String, _ argument: String, _ value: String) -> ModelError {
    .unsupportedArgument(layer: layer, argument: argument, value: value)
  }

  private func fault(_ layer: String, _ className: String, _ fault: LayerFault) -> ModelError {
    .layer(name: layer, className: className, fault: fault)
  }

  @Test("an activation may be given as a layer, with what older files call its arguments")
  func activationLayers() throws {
    let old = "\"activation\": \"tanh\""
    func code(_ activation: String) throws -> String? {
      try self.code("explicit_input_layer", old, "\"activation\": \(activation)", layer: "conv2d")
    }
    let start = "Conv2D(3, (3, 3), padding='same', activation="
    #expect(
      try code(#"{"class_name": "LeakyReLU", "config": {"alpha": 0.10000000149011612}}"#)
        == start + "LeakyReLU(negative_slope=0.1))")
    #expect(try code(#"{"class_name": "ReLU", "config": {}}"#) == start + "'relu')")
    #expect(try code(#"{"class_name": "ReLU", "config": {"max_value": 6}}"#) == start + "'relu6')")
    #expect(
      try code(#"{"class_name": "ReLU", "config": {"max_value": 2, "threshold": 0.5}}"#)
        == start + "ReLU(max_value=2.0, threshold=0.5))")
    #expect(try code(#"{"class_name": "Activation", "config": {"activation": "gelu"}}"#) == start + "'gelu')")
    #expect(try code(#"{"class_name": "Softmax", "config": {"axis": -1}}"#) == start + "'softmax')")
  }

  @Test("activations that are layers with weights, foreign or over another axis are refused by class")
  func refusedActivations() throws {
    func expect(_ activation: String, _ error: ModelError) throws {
      let new = "\"activation\": \(activation)"
      try self.expect("explicit_input_layer", "\"activation\": \"tanh\"", new, error)
    }
    let refusal = { (name: String) in unsupported("conv2d", "activation", name) }
    try expect(#"{"class_name": "PReLU", "config": {}}"#, refusal("PReLU"))
    try expect(#"{"class_name": "Softmax", "config": {"axis": 1}}"#, refusal("Softmax"))
    try expect(#"{"class_name": "ReLU", "module": "mine", "config": {}}"#, refusal("ReLU"))
    try expect(#"{"class_name": "ReLU"}"#, refusal("ReLU"))
    try expect(
      #"{"class_name": "ReLU", "config": {"max_value": -1}}"#, unsupported("conv2d", "max_value", "-1"))
    try expect(
      #"{"class_name": "ELU", "config": {"alpha": "a"}}"#,
      .badArgument(layer: "conv2d", argument: "alpha", expected: .number, found: "'a'"))
    try expect(
      #"{"class_name": "ELU", "config": {"alpha": 1e300}}"#,
      .badArgument(layer: "conv2d", argument: "alpha", expected: .number, found: "1e+300"))
    try expect(
      #"{"class_name": "Activation", "config": {}}"#,
      .badArgument(layer: "conv2d", argument: "activation", expected: .text, found: "None"))
  }

  @Test("softmax and slopes along axes that are not there are refused")
  func activationAxes() throws {
    try expect(
      "activation_layers", "\"axis\": 3", "\"axis\": 1",
      unsupported("softmax_1", "axis", "1"))
    try expect(
      "activation_layers", "\"shared_axes\": [1, 2]", "\"shared_axes\": [0, 2]",
      unsupported("p_re_lu_1", "shared_axes", "(0, 2)"))
  }

  @Test("an axis is an integer; one that is missing is refused by layer and class")
  func concatenation() throws {
    let old = "\"axis\": 2"
    try expect(
      "concatenations", old, "\"axis\": 7", fault("columns", "Concatenate", .argument("axis", found: "7")))
    try expect(
      "concatenations", old, "\"axis\": [2]",
      .badArgument(
        layer: "columns", argument: "axis", expected: .integers(upTo: Self.largest), found: "(2,)"))
    try expect(
      "concatenations", old, "\"axis\": 1",
      fault("columns", "Concatenate", .inputShapes([Shape(4, 2, 3), Shape(4, 3, 3)])))
  }

  @Test("what a normalization can't do is refused with its value")
  func normalizations() throws {
    try expect(
      "layer_normalizations", "\"rms_scaling\": false", "\"rms_scaling\": true",
      unsupported("layer_normalization", "rms_scaling", "True"))
    try expect(
      "batch_normalizations", "\"axis\": 1", "\"axis\": 0", unsupported("batch_normalization_1", "axis", "0"))
    try expect("batch_normalizations", "\"axis\": 1", "\"axis\": [1]", nil)
    try expect(
      "batch_normalizations", "\"axis\": 1", "\"axis\": [1, 2]",
      unsupported("batch_normalization_1", "axis", "(1, 2)"))
    try expect(
      "batch_normalizations", "\"epsilon\": 1e-05", "\"epsilon\": null", nil)
    try expect(
      "batch_normalizations", "\"epsilon\": 1e-05", "\"epsilon\": NaN",
      .badArgument(layer: "batch_normalization_1", argument: "epsilon", expected: .number, found: "nan"))
  }

  @Test("blocks of numbers must be regular, finite, and fit over the input")
  func constants() throws {
    let old = "\"scale\": [0.5, 2.0, 1.5]"
    func bad(_ found: String) -> ModelError {
      .badArgument(layer: "rescaling_2", argument: "scale", expected: .numbers, found: found)
    }
    try expect("rescalings", old, "\"scale\": [0.5, [2.0]]", bad("(0.5, (2.0,))"))
    try expect("rescalings", old, "\"scale\": []", bad("()"))
    try expect("rescalings", old, "\"scale\": \"1\"", bad("'1'"))
    try expect("rescalings", old, "\"scale\": null", bad("None"))
    try expect("rescalings", old, "\"scale\": 1e39", bad("1e+39"))
    try expect(
      "rescalings", old, "\"scale\": [1, 2]",
      fault("rescaling_2", "Rescaling", .argument("scale", found: "[1.0, 2.0]")))
    try expect(
      "rescalings", "\"variance\": 0.25", "\"variance\": null",
      .badArgument(layer: "normalization", argument: "variance", expected: .numbers, found: "None"))
  }

  @Test("shapes and orders of axes that don't fit are refused by layer and class")
  func shapes() throws {
    try expect(
      "reshapes", "\"target_shape\": [6, 4]", "\"target_shape\": [7, -1]",
      fault("reshape_2", "Reshape", .argument("target_shape", found: "(7, -1)")))
    try expect(
      "reshapes", "\"target_shape\": [6, 4]", "\"target_shape\": []",
      .unsupportedArgument(layer: "reshape_2", argument: "target_shape", value: "()"))
    try expect(
      "reshapes", "\"dims\": [2, 1]", "\"dims\": [2, 2]",
      fault("permute_2", "Permute", .argument("dims", found: "(2, 2)")))
    try expect(
      "reshapes", "\"dims\": [2, 1]", "\"dims\": [2, 1, 3]",
      fault("permute_2", "Permute", .rank(expected: 3, found: Shape(6, 4))))
  }
}
