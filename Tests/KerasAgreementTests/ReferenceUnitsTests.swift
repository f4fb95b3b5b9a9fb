import ConvNet
import Foundation
import ImageFormats
import ModelFormats
import Tensors
import TestSupport
import Testing

/// Every unit of the bundled network on the bundled ship.
struct ReferenceUnitsTests {
  private static let shared = Result { try reference() }
  private let pass: Trace

  init() throws {
    pass = try Self.shared.get()
  }

  /// The bundled network's pass of the bundled ship, at its end.
  private static func reference() throws -> Trace {
    let model = try ModelFile.read(
      Repository.bytes(Repository.referenceFile), name: "cifar10.keras", memoryLimit: 1 << 30)
    let network = try model.trained.get()
    let ship = Repository.assets.appending(path: "images/ship.ppm")
    let picture = try Picture(decoding: Repository.bytes(ship))
    let pass = try Trace(network, input: picture.input(network.inputShape))
    return pass
  }

  /// What a pre-activation is, computed again from the form of its explanation.
  private func preActivation(_ explanation: Explanation, inputs: Tensor) -> Double {
    switch explanation.form {
    case .given: Double(explanation.value)
    case .weightedSum(let sum): sum.sumOfProducts + Double(sum.bias ?? 0)
    case .windowMaximum(let window):
      window.places.filter { !$0.isOutside }.map { Double($0.value) }.max() ?? -.infinity
    case .moved(let origin): Double(inputs[position: origin.position])
    case .padding: 0
    case .windowAverage(let window): window.sum / Double(window.count)
    case .elementwise(let elementwise): elementwise.value
    case .merged(let merge): merge.value
    case .held(let hold): Double(hold.value)
    }
  }

  @Test("the explanation of every unit of a layer agrees with its activation", arguments: 0..<9)
  func everyUnit(layer: Int) throws {
    let network = pass.network
    let shape = network.shapes[layer]
    let inputs = pass.activations[network.layers[layer].inputs.first ?? 0]
    var terms = [Float](repeating: 0, count: shape.count)
    var values = terms
    for offset in 0..<shape.count {
      let unit = UnitAddress(layer: layer, position: shape.indices(ofOffset: offset))
      let explanation = try #require(pass.explain(unit))
      terms[offset] = Float(preActivation(explanation, inputs: inputs))
      values[offset] = explanation.activationFunction == .relu ? max(0, terms[offset]) : terms[offset]
    }
    let before = pass.preActivations[layer]
    let after = pass.activations[layer]
    #expect(Agreement(Tensor(shape, terms), expected: before).holds(to: 1e-5))
    #expect(Agreement(Tensor(shape, values), expected: after).holds(to: 1e-5))
  }

  /// The unit of the largest logit.
  private func winner() throws -> UnitAddress {
    let logits = try #require(pass.logits)
    let index = try #require(logits.indices.max { logits[$0] < logits[$1] })
    return UnitAddress(layer: pass.network.layers.count - 1, position: [index])
  }

  @Test("eight hops lead from the winning logit to a pixel, layer by layer")
  func path() throws {
    let path = try pass.largestPath(from: winner())
    #expect(
      path.map { pass.network.layers[$0.layer].name } == [
        "dense_1", "dense", "flatten", "conv2d_2", "max_pooling2d_1", "conv2d_1", "max_pooling2d", "conv2d",
        "input",
      ])
    for unit in path { #expect(pass.explain(unit).map { $0.value > 0 } == true) }
  }

  @Test("the number of every hop is the one that the hop before it read")
  func neighbours() throws {
    let path = try pass.largestPath(from: winner())
    for (unit, source) in zip(path, path.dropFirst()) {
      let value = try #require(pass.explain(source)).value
      let explanation = try #require(pass.explain(unit))
      switch explanation.form {
      case .weightedSum(let sum):
        #expect(sum.terms.first { $0.position == source.position }?.input == value)
      case .windowMaximum, .moved: #expect(explanation.preActivation == value)
      default: Issue.record("a hop to \(source) that gave nothing")
      }
    }
  }

  @Test("the pixel at the end of the path lies in the receptive field of every unit on it")
  func receptiveFields() throws {
    let path = try pass.largestPath(from: winner())
    let pixel = try #require(path.last)
    for unit in path {
      #expect(pass.network.receptiveField(of: unit).contains(pixel.position))
    }
  }
}
