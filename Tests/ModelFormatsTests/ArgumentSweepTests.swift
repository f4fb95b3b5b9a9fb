import ConvNet
import ModelFormats
import Tensors
import TestSupport
import Testing

@testable import ModelFormats

/// Every argument of every class: one that differs from its default changes the numbers as in Keras, or is refused.
struct ArgumentSweepTests {
  private func fixture() throws -> ArgumentFixture { try ArgumentFixture.shared.get() }

  /// The argument that an error is about.
  private func argument(of error: ModelError) -> String? {
    switch error {
    case .unsupportedArgument(_, let argument, _), .unsupportedCall(_, let argument, _): argument
    case .badArgument(_, let argument, _, _): argument
    case .oldHardSigmoid: "activation"
    case .integerArithmetic: "dtype"
    case .quantized: "quantization_config"
    case .constantOperand: "operand"
    case .legacyConstant: "number"
    case .missingOperand(_, let operand): operand
    case .unsupportedLayers: "class"
    case .layer(_, _, .argument(let argument, _)): argument
    default: nil
    }
  }

  @Test("an argument that runs gives what Keras gives", arguments: ArgumentFixture.cases.filter(\.runs))
  func runs(_ found: ArgumentFixture.Case) throws {
    let network = try fixture().model(found).trained.get()
    // A plane enters as a grey picture.
    let pass = try Trace(network, input: fixture().tensor(found, "in").reshaped(to: network.inputShape))
    let output = try #require(pass.activations.last ?? nil)
    let expected = try fixture().tensor(found, "out")
    try #require(output.shape == expected.shape)
    let scale = expected.values.map(abs).max() ?? 0
    let difference = zip(output.values, expected.values).map { abs($0 - $1) }.max() ?? 0
    #expect(output.values.allSatisfy(\.isFinite) && difference <= 1e-5 * scale)
  }

  @Test("an argument that can't run is refused by name", arguments: ArgumentFixture.cases.filter { !$0.runs })
  func refused(_ found: ArgumentFixture.Case) throws {
    guard case .failure(let error) = try fixture().model(found).network else {
      Issue.record("\(found.name) runs")
      return
    }
    #expect(argument(of: error) == found.argument, "\(error)")
  }

  /// Arguments that older files have, or that other fixtures vary.
  private static let varied: Set<String> = [
    "LeakyReLU.alpha", "LayerNormalization.rms_scaling", "Normalization.variance",
    "SeparableConv2D.data_format",
  ]

  @Test("there is a file for every argument of every class that is read")
  func completeness() throws {
    let names = Set(
      try fixture().cases.map { $0.name.split(separator: ".").prefix(2).joined(separator: ".") })
    for operation in kerasOperations where operation != Input.self {
      for className in operation.kerasClassNames {
        let read = operation.arguments(of: className).read.map { "\(className).\($0)" }
        #expect(Set(read).subtracting(names).subtracting(Self.varied) == [])
      }
    }
  }
}
