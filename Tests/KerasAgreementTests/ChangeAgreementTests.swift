import CellScreen
import ConvNet
import Explorer
import Foundation
import ImageFormats
import ModelFormats
import Tensors
import TestSupport
import Testing

@testable import Workbench

/// Networks after changes.
struct ChangeAgreementTests {
  /// A changed network of the fixtures.
  private struct Case: Decodable {
    let network: String
    let changes: [String]
    let tensors: [String]
  }

  private func model(_ trained: TrainedNetwork) -> ExplorerModel {
    ExplorerModel(title: DisplayText("a"), trained: trained, classes: [])
  }

  private func network(_ url: URL) throws -> TrainedNetwork {
    try ModelFile.read(Repository.bytes(url), name: "a", memoryLimit: 1 << 30).trained.get()
  }

  @Test("changed pictures, maps, weights and filters give what Keras computes after them")
  func keras() throws {
    let folder = Repository.fixtures.appending(path: "changes")
    let cases = try JSONDecoder().decode(
      [Case].self, from: Data(contentsOf: folder.appending(path: "changes.json")))
    let files = try KerasTensors(archive: folder.appending(path: "tensors.npz")).files
    var compared = 0
    for (index, example) in cases.enumerated() {
      let isBundled = example.network == "reference"
      let trained = try network(
        isBundled ? Repository.referenceFile : Repository.networkFile(example.network))
      let samples = try files["\(index).input"].map { try NumPyFile.decode($0) } ?? ship(trained)
      var made = MadeChanges(of: trained.network, in: model(trained))
      for text in example.changes { try made.make(Change(text)) }
      let found = try Trace(trained, input: samples).after(made.edits(ofTraceOf: samples))
      for name in example.tensors {
        let expected = try NumPyFile.decode(#require(files["\(index).\(name)"]))
        let layer = try #require(trained.network.index(ofLayerNamed: name))
        try #require(found.activations[layer].shape == expected.shape)
        let agreement = Agreement(found.activations[layer], expected: expected)
        #expect(agreement.holds(to: 1e-5), "\(example.network), \(example.changes), \(name)")
        compared += 1
      }
    }
    #expect(cases.count == 20 && compared >= 40)
  }

  private func ship(_ trained: TrainedNetwork) throws -> Tensor {
    let picture = try Picture(
      decoding: Repository.bytes(Repository.assets.appending(path: "images/ship.ppm")))
    return try picture.input(trained.network.inputShape)
  }

  @Test(
    "changes at random of every network make the trace that is made anew, and taken back what was before",
    arguments: Repository.networkNames())
  func random(name: String) throws {
    let trained = try network(Repository.networkFile(name))
    let samples = Tensor.random(trained.network.inputShape, seed: 1).map(abs)
    let original = try Trace(trained, input: samples)
    for seed in UInt64(0)..<6 {
      var generator = SeededGenerator(seed: seed)
      let texts = (0..<1 + Int(seed)).compactMap { _ in randomChange(of: trained, &generator) }
      try #require(!texts.isEmpty)
      var made = MadeChanges(of: trained.network, in: model(trained))
      var (turns, picture) = ([original], samples)
      for text in texts {
        let change = try Change(text)
        try made.make(change)
        var one = MadeChanges(of: trained.network, in: model(trained))
        try one.make(change)
        turns.append(try turns[turns.count - 1].after(one.edits(ofTraceOf: picture)))
        picture = one.picture.applied(to: picture)
      }
      let edited = try original.after(made.edits(ofTraceOf: samples))
      let anew = try Trace(edited.trained, input: picture, holding: edited.holds)
      expectSame(edited, anew, "\(texts)")
      expectSame(turns[turns.count - 1], anew, "\(texts) in turn")
      for count in texts.indices {
        var left = MadeChanges(of: trained.network, in: model(trained))
        for text in texts.prefix(count) { try left.make(Change(text)) }
        let back = try original.after(left.edits(ofTraceOf: samples))
        expectSame(back, turns[count], "\(texts), all but \(count) taken back")
      }
    }
  }

  private func expectSame(_ found: Trace, _ expected: Trace, _ what: String) {
    #expect(found.trained == expected.trained && found.holds == expected.holds, "\(what)")
    let differing = expected.network.layers.indices.filter { index in
      !found.preActivations[index].isIdentical(to: expected.preActivations[index])
        || !found.activations[index].isIdentical(to: expected.activations[index])
    }
    #expect(differing.isEmpty, "\(what)")
  }

  /// A change that the network can take; `nil` where it has nothing for the verb that was drawn.
  private func randomChange(
    of trained: TrainedNetwork, _ generator: inout SeededGenerator
  ) -> String? {
    let network = trained.network
    let layer = Int.random(in: network.layers.indices, using: &generator)
    let offset = Int.random(in: 0..<network.shapes[layer].count, using: &generator)
    let unit = network.shapes[layer].indices(ofOffset: offset)
    let place = ChangePlace(name: network.layers[layer].name, unit: unit)
    let value = Float.random(in: -1...1, using: &generator)
    let addresses = trained.parameters.addresses
    let isPicture = network.inputShape.rank == 3
    switch Int.random(in: 0..<(isPicture ? 10 : 4), using: &generator) {
    case 0: return "drop \(place.mapOrUnit)"
    case 1: return "hold \(place.exact) \(value)"
    case 2: return addresses.isEmpty ? nil : "untrained seed \(generator.next())"
    case 3:
      guard let address = addresses.randomElement(using: &generator),
        let shape = trained.parameters[address]?.shape, shape.rank > 0
      else { return nil }
      let position = shape.indices(ofOffset: Int.random(in: 0..<shape.count, using: &generator))
      return "set \"\(address.layer).\(address.name.text)\(brackets(position))\" \(value)"
    case 4: return "paint 0-\(network.inputShape[0] - 1),\(network.inputShape[1] - 1) \(abs(value))"
    case 5: return "paint 1,0-1 mean"
    case 6: return "shift \(Int.random(in: -3...3, using: &generator)),1"
    case 7: return "flip"
    case 8: return "swap 0 \(network.inputShape[2] - 1)"
    default: return "noise seed \(generator.next())"
    }
  }

  /// A place in quotes.
  private struct ChangePlace {
    let name: String
    let unit: [Int]

    var exact: String { "\"\(name)\(brackets(unit))\"" }
    var mapOrUnit: String { unit.count == 3 ? "\"\(name)[:,:,\(unit[2])]\"" : exact }
  }
}
