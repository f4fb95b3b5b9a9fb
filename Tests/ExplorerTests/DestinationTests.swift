import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// Where names lead.
struct DestinationTests {
  private func model(_ network: TrainedNetwork, classes: [String] = []) -> ExplorerModel {
    ExplorerModel(
      title: DisplayText("a.keras"), trained: network, classes: classes.map { DisplayText($0) })
  }

  @Test("a layer's name leads to all of its maps, indices in brackets to a map or a unit")
  func names() throws {
    let network = try Examples.reference()
    let model = model(network)
    let places: [(String, Destination)] = [
      ("conv2d_1", .line(3)), (" conv2d_1\t", .line(3)), ("softmax", .line(9)),
      ("conv2d_1[:,:,17]", .map(line: 3, channel: 17)),
      ("conv2d_1[ : , : , 17 ]", .map(line: 3, channel: 17)),
      ("conv2d_1[4,5,17]", .unit(UnitAddress(layer: 3, position: [4, 5, 17]))),
      ("dense[41]", .unit(UnitAddress(layer: 7, position: [41]))),
      ("conv2d_1[,,17]", .map(line: 3, channel: 17)), ("conv2d_1[ , , 17]", .map(line: 3, channel: 17)),
      ("softmax[8]", .share(ofClass: 8)),
    ]
    for (name, place) in places {
      #expect(try model.destination(named: name, in: network.network) == place, "\(name)")
    }
  }

  @Test("a class of the last layer, and of softmax, has its index, which is a whole number, and its name")
  func classes() throws {
    let network = try Examples.small()
    let model = model(network, classes: ["cat", "dog", "1", "ship"])
    let last = network.layers.count - 1
    let logits = network.layers[last].name
    for (name, index) in [("ship", 3), ("0", 0), ("1", 1), (" dog ", 1)] {
      #expect(try model.destination(named: "softmax[\(name)]", in: network.network) == .share(ofClass: index))
      let unit = UnitAddress(layer: last, position: [index])
      #expect(try model.destination(named: "\(logits)[\(name)]", in: network.network) == .unit(unit))
    }
    #expect(throws: DestinationError.noSuchClass(name: "zebra", known: ["cat", "dog", "1", "ship"])) {
      try model.destination(named: "\(logits)[zebra]", in: network.network)
    }
    #expect(throws: DestinationError.noSuchClass(name: "4", known: ["cat", "dog", "1", "ship"])) {
      try model.destination(named: "softmax[4]", in: network.network)
    }
  }

  @Test("a name that several classes have is none of them; their indices are")
  func sameName() throws {
    let network = try Examples.small()
    let model = model(network, classes: ["crane", "dog", "ship", "crane"])
    let error = DestinationError.ambiguousClass(name: "crane", indices: [0, 3])
    #expect(throws: error) { try model.destination(named: "softmax[crane]", in: network.network) }
    #expect(error.message == "crane: 2 classes have this name: 0, 3; name one by its index")
    #expect(try model.destination(named: "softmax[3]", in: network.network) == .share(ofClass: 3))
  }

  @Test("a layer is also known by its name as it is shown, and by a name with brackets in it")
  func strangeNames() throws {
    let names = ["in", "a\u{202E}b", "c[1]", "softmax"]
    let kinds: [any BuildingBlock] = [
      Input(Shape(4, 4, 1)), Examples.convolution(3, from: 1, to: 2), Flatten(),
      Examples.dense(from: 8, to: 3),
    ]
    let layers = zip(names, kinds).enumerated().map { index, layer in
      TestLayer(name: layer.0, block: layer.1, inputs: index == 0 ? [] : [index - 1])
    }
    let network = try TrainedNetwork(layers: layers)
    let model = model(network)
    let unit = Destination.unit(UnitAddress(layer: 1, position: [1, 0, 1]))
    for name in ["a\u{202E}b", "a\u{FFFD}b"] {
      #expect(try model.destination(named: name, in: network.network) == .line(1))
      #expect(try model.destination(named: name + "[1,0,1]", in: network.network) == unit)
    }
    #expect(try model.destination(named: "c[1]", in: network.network) == .line(2))
    #expect(
      try model.destination(named: "c[1][7]", in: network.network)
        == .unit(UnitAddress(layer: 2, position: [7])))
    #expect(try model.destination(named: "softmax", in: network.network) == .line(3))
  }

  @Test("what leads nowhere says why")
  func errors() throws {
    let network = try Examples.reference()
    let model = model(network)
    let known =
      "inputlayer, conv2d, maxpooling2d, conv2d_1, maxpooling2d_1, conv2d_2, flatten, dense, dense_1"
    let cases = [
      ("conv9", "no layer is called 'conv9'; choose one of \(known)"),
      ("", "no layer is called ''; choose one of \(known)"),
      ("conv2d[17]", "conv2d: its shape is (30, 30, 32), and 1 index is given; give [row,column,channel]"),
      ("conv2d[:,:,32]", "conv2d: has no channel 32; choose one from 0 to 31"),
      (
        "dense[:,:,3]", "dense: its shape is (64,), and 3 indices are given; give [index]"
      ),
      (
        "conv2d[1,2,99999999999999999999]",
        "conv2d: has no channel 9223372036854775807; choose one from 0 to 31"
      ),
      (
        "conv2d[a]",
        "conv2d[a]: no unit's name; write a layer with its indices in brackets, like 'conv2d[10,12,5]' or "
          + "'dense[41]'"
      ),
      ("softmax[10]", "10: no class has this name or index; this network has no classes"),
    ]
    for (name, words) in cases {
      let error = #expect(throws: DestinationError.self) {
        try model.destination(named: name, in: network.network)
      }
      #expect(error?.message == words)
    }
  }

  @Test("going there is a jump, which Esc undoes; being there already is said")
  func going() throws {
    var state = Examples.state(try Examples.reference())
    _ = update(&state, .move(.place(.map(line: 3, channel: 17))))
    #expect(state.place == "map 3 [0, 0, 17]")
    _ = update(&state, .move(.place(.unit(UnitAddress(layer: 3, position: [4, 5, 17])))))
    #expect(state.place == "unit 3 [4, 5, 17]" && state.notice == nil)
    _ = update(&state, .move(.place(.unit(UnitAddress(layer: 3, position: [4, 5, 17])))))
    #expect(state.notice == "this is the place")
    _ = update(&state, .move(.place(.share(ofClass: 2))))
    #expect(state.place == "layer 9 [2]")
    state.press("Escape Escape Escape")
    #expect(state.place == "network 1")
  }

  @Test("the name of every place below the network leads back to it")
  func backAgain() throws {
    let network = try Examples.reference()
    for line in 0...9 {
      for keys in ["Enter", "Enter Enter", "Enter Enter Enter"] {
        var state = Examples.state(network, line: line)
        #expect(state.placeName == nil)
        state.press("Enter Down Right Escape " + keys)
        let name = try #require(state.placeName)
        var other = Examples.state(network)
        _ = update(&other, .move(.place(try state.model.destination(named: name, in: network.network))))
        #expect(other.placeName == name && other.depth == state.depth && other.line == state.line)
        if state.depth == .unit { #expect(other.place == state.place) }
      }
    }
  }
}
