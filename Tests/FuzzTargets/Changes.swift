import CellScreen
import ConvNet
import Explorer
import Tensors

/// Changes of a picture and a network, as they are typed.
enum Changes {
  private static let network = try? Network(layers: [
    Layer(name: "input", operation: Input(Shape(4, 5, 3)), inputs: []),
    Layer(name: "conv2d", operation: Conv2D(filters: 4, kernelSize: Size2D(square: 3)), inputs: [0]),
    Layer(name: "my flat", operation: Flatten(), inputs: [1]),
  ])

  static func seeds() -> [[UInt8]] {
    let texts =
      ChangeVerb.allCases.map(\.example) + [
        "drop \"my flat[3]\"", "set conv2d.kernel[0,0,2,3] -1e-3", "paint 1,0-4 #10aFc0",
        "filter conv2d 3 blur",
        "hold conv2d[ : , : , 1 ] \\", "swap 0 2", "untrained \"\" seed 18446744073709551615",
      ]
    return texts.map { Array($0.utf8) }
  }

  /// Reads a change, whose own text is read as the same one, and makes it of a network.
  static func read(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    do throws(ChangeError) {
      let change = try Change(text)
      let again = try Change(change.text)
      require(again == change && again.text == change.text, "\(change) is read as \(again)")
      try make(change)
    } catch {
      requireHarmless(error.message)
    }
  }

  private static func make(_ change: Change) throws(ChangeError) {
    guard let network, let trained = try? TrainedNetwork(network, parameters(of: network)) else {
      return require(false, "no network")
    }
    let model = ExplorerModel(title: DisplayText("a"), trained: trained, classes: [])
    for text in model.completions(ofChange: change.text) { require(!text.isEmpty, "an empty completion") }
    var made = MadeChanges(of: network, in: model)
    try made.make(change)
    let samples = Tensor(network.inputShape, repeating: 0.5)
    let edited = try? Trace(trained, input: samples).after(made.edits(ofTraceOf: samples))
    require(edited != nil, "\(change) makes edits that can't be made")
  }

  private static func parameters(of network: Network) -> Parameters {
    var parameters = Parameters()
    for index in network.layers.indices {
      for slot in network.slots[index] {
        parameters[network.address(of: slot.name, ofLayer: index)] = Tensor(slot.shape, repeating: 0.25)
      }
    }
    return parameters
  }
}
