import ConvNet
import ModelFormats
import TestSupport
import Testing

@testable import ModelFormats

/// What layers and functions are called with, in nodes that were edited.
struct CallTests {
  /// What keeps a fixture from running after an edit of its config.
  private func failure(_ fixture: String, _ old: String, _ new: String) throws -> ModelError? {
    try ModelFormatsTests.failure(of: KerasFixture(fixture).replacing(old, by: new))
  }

  @Test("a function that lacks one of its operands is refused by name, wherever it is lost")
  func lostOperands() throws {
    #expect(try failure("constants", ", 0.75]", "]") == .missingOperand(layer: "true_divide", operand: "x2"))
    #expect(
      try failure("constants", ", 0.75]", ", null]") == .missingOperand(layer: "true_divide", operand: "x2"))
    #expect(
      try failure("constants", ", 0.75], \"kwargs\": {}", "], \"kwargs\": {\"x1\": 0.75}")
        == .missingOperand(layer: "true_divide", operand: "x2"))
    #expect(try failure("constants", ", 0.75], \"kwargs\": {}", "], \"kwargs\": {\"x2\": 0.75}") == nil)
  }

  @Test("what is no number and no tensor merges with nothing")
  func strangeOperands() throws {
    for value in ["\"3\"", "{}", "[0.5, [0.5]]", "true", "[]", "[0.5, null]"] {
      #expect(
        try failure("constants", ", 0.75]", ", \(value)]") == .constantOperand(layer: "true_divide"),
        "\(value)")
    }
  }

  @Test("arguments that a function doesn't have are refused by name; None is none")
  func surplus() throws {
    let read = "\"keras_history\": [\"add\", 0, 0]}}"
    #expect(
      try failure("constants", read, read + ", 1")
        == .unsupportedCall(layer: "relu6", argument: "2", value: "1"))
    #expect(try failure("constants", read, read + ", null") == nil)
    #expect(
      try failure("constants", ", 0.75], \"kwargs\": {}", ", 0.75], \"kwargs\": {\"where\": 2}")
        == .unsupportedCall(layer: "true_divide", argument: "where", value: "2"))
  }

  @Test(
    "what a layer is called with besides tensors is refused by name unless it means nothing",
    arguments: [
      ("\"training\": true", "training", "True"), ("\"initial_state\": [1]", "initial_state", "(1,)"),
      ("\"mask\": [true]", "mask", "(True,)"), ("\"mask\": false", "mask", "False"),
      ("\"colour\": false", "colour", "False"),
    ])
  func layers(keyword: String, argument: String, value: String) throws {
    let old = "\"kwargs\": {}"
    #expect(
      try failure("residual", old, "\"kwargs\": {\(keyword)}")
        == .unsupportedCall(layer: "conv2d", argument: argument, value: value))
    #expect(try failure("residual", old, "\"kwargs\": {\"\(argument)\": null}") == nil)
  }

  @Test("training=False means nothing, and so does True where Keras writes it by itself")
  func training() throws {
    #expect(try failure("residual", "\"kwargs\": {}", "\"kwargs\": {\"training\": false}") == nil)
    let cases = ArgumentFixture.cases.filter { $0.name.hasPrefix("RandomFlip.call.training-True") }
    #expect(cases.count == 2 && cases.allSatisfy(\.runs))
  }

  @Test("a layer that is called with nothing is refused")
  func nothing() throws {
    let fixture = try KerasFixture("residual")
    let text = String(decoding: fixture.config, as: UTF8.self)
    let start = try #require(text.firstRange(of: "\"inbound_nodes\": [{\"args\": [")).upperBound
    let rest = text[start...]
    let end = try #require(rest.firstRange(of: "], \"kwargs\": {}")).lowerBound
    let file = fixture.replacing(config: Array((text[..<start] + rest[end...]).utf8))
    let inputs = ["input_layer", "conv2d"]
    #expect(try ModelFormatsTests.failure(of: file) == .network(.inputs(inputs)))
  }
}
