import ConvNet
import Foundation
import ModelFormats
import Tensors
import TestSupport
import Testing
import Workbench

/// Units of every layer of every network of the fixtures.
struct FixtureUnitsTests {
  /// More units of a layer than this are sampled.
  private static let most = 600

  private static let passes = Dictionary(
    uniqueKeysWithValues: Repository.networkNames().map { name in (name, Once { try pass(name) }) })

  /// The pass of a network's picture, at its end.
  private static func pass(_ name: String) throws -> Trace {
    let bytes = try Repository.bytes(Repository.networkFile(name))
    let network = try ModelFile.read(bytes, name: name, memoryLimit: 1 << 30).trained.get()
    let input = try #require(KerasTensors(of: name).files["input"])
    return try Trace(network, input: NumPyFile.decode(input))
  }

  /// What an explanation says that the pre-activation is, worked out from its parts.
  private func result(_ explanation: Explanation, _ pass: Trace) throws -> Float {
    switch explanation.form {
    case .given: return explanation.value
    case .padding: return 0
    case .weightedSum(let sum): return Float(sum.sumOfProducts + Double(sum.bias ?? 0))
    case .windowMaximum(let window): return window.places[window.winner].value
    case .windowAverage(let window): return Float(window.sum / Double(window.count))
    case .moved(let origin):
      let unit = pass.network.unit(at: origin, ofLayer: explanation.layer)
      return pass.activations[unit.layer][position: unit.position]
    case .elementwise(let way): return Float(way.value)
    case .merged(let merge): return Float(merge.value)
    case .held(let hold): return hold.value
    }
  }

  @Test(
    "every number of a pass is the one of the operation's definition", arguments: Repository.networkNames())
  func definitions(name: String) throws {
    let pass = try #require(Self.passes[name]).value()
    for (index, layer) in pass.network.layers.enumerated().dropFirst() {
      let defined = layer.operation.preActivation(
        of: layer.inputs.map { pass.activations[$0] }, pass.trained.parameters(ofLayer: index))
      #expect(defined.hasSameBits(as: pass.preActivations[index]), "\(name), \(layer.name)")
    }
  }

  @Test(
    "the explanation of every unit gives its pre-activation, and its function its value",
    arguments: Repository.networkNames())
  func results(name: String) throws {
    let pass = try #require(Self.passes[name]).value()
    for (index, shape) in pass.network.shapes.enumerated() {
      let terms = pass.network.layers[index].operation.termCount(
        inputs: pass.network.inputShapes(ofLayer: index))
      for offset in stride(from: 0, to: shape.count, by: max(1, shape.count / Self.most)) {
        let position = shape.indices(ofOffset: offset)
        let explanation = try #require(pass.explain(unitAt: position, inLayer: index))
        let what = "\(name), \(pass.network.name(of: explanation.unit))"
        #expect(try result(explanation, pass) == explanation.preActivation, "\(what)")
        #expect(explanation.form.termCount == terms, "\(what)")
        let function = explanation.activationFunction
        guard !function.worksOverAxis else { continue }
        let value = function(Tensor(Shape(1), [explanation.preActivation])).values[0]
        #expect(value == explanation.value, "\(what)")
      }
    }
  }

  @Test(
    "the path from every unit leads to a number of its receptive field, or to a 0 of the padding",
    arguments: Repository.networkNames())
  func paths(name: String) throws {
    let pass = try #require(Self.passes[name]).value()
    for index in pass.network.layers.indices.dropFirst() {
      let shape = pass.network.shapes[index]
      for offset in stride(from: 0, to: shape.count, by: max(1, shape.count / 40)) {
        let unit = UnitAddress(layer: index, position: shape.indices(ofOffset: offset))
        let end = try #require(pass.largestPath(from: unit).last)
        let what = "\(name), \(pass.network.name(of: unit))"
        if end.layer == 0 {
          #expect(pass.network.receptiveField(of: unit).contains(end.position), "\(what)")
        } else {
          // Only a 0 of the padding is made of nothing.
          #expect(pass.explain(end)?.form.largestPlace == nil, "\(what)")
        }
      }
    }
  }
}
