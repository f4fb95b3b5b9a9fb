import ConvNet
import Tensors
import TestSupport
import Testing

struct UnitAddressTests {
  /// A network of a picture, maps under the given name, and a line.
  private func network(_ name: String) throws -> Network {
    let trained = try TrainedNetwork(layers: [
      TestLayer(name: "input", block: Input(Shape(6, 7, 1)), inputs: []),
      TestLayer(
        name: name, block: SmallNetworks.convolution(Size2D(square: 2), from: 1, to: 3), inputs: [0]),
      TestLayer(name: "flatten", block: Flatten(), inputs: [1]),
    ])
    return trained.network
  }

  /// Expects an error of reading a unit's name.
  private func expect(_ text: String, _ error: UnitNameError, layer: String = "conv2d") throws {
    let network = try network(layer)
    #expect(throws: error, "\(text)") { try network.unit(named: text) }
  }

  @Test("the names of all units read back as the same units")
  func everyUnit() throws {
    let network = try SmallNetworks.mixed(seed: 1).network
    for (layer, shape) in network.shapes.enumerated() {
      for offset in 0..<shape.count {
        let unit = UnitAddress(layer: layer, position: shape.indices(ofOffset: offset))
        #expect(try network.unit(named: network.name(of: unit)) == unit)
      }
    }
  }

  @Test("a unit on maps has three indices in its name, one on a line has one")
  func form() throws {
    let network = try network("conv2d")
    #expect(network.name(of: UnitAddress(layer: 1, position: [4, 5, 2])) == "conv2d[4,5,2]")
    #expect(network.name(of: UnitAddress(layer: 2, position: [41])) == "flatten[41]")
  }

  @Test(
    "layer names with brackets, blanks and characters that join others read back",
    arguments: [
      "a[1,2,3]", "[", "]", "[]", "a]b[c", "", " ", " lead and trail ", "a,b", "größe", "👩‍👩‍👧", "e\u{301}",
      "\u{600}", "x\u{200D}", "\u{202E}rtl", "line\nbreak\r", "input[0,0,0]", "tab\t", "conv2d ",
    ])
  func hostileNames(name: String) throws {
    let network = try network(name)
    let unit = UnitAddress(layer: 1, position: [4, 0, 2])
    #expect(try network.unit(named: network.name(of: unit)) == unit)
    #expect(try network.unit(named: "\t \(network.name(of: unit)) ") == unit)
  }

  @Test(
    "blanks round the name and the indices are passed over",
    arguments: ["conv2d[4, 5, 2]", " conv2d [ 4 ,5,\t2 ] ", "\tconv2d[04,5,2]"])
  func blanks(text: String) throws {
    #expect(try network("conv2d").unit(named: text) == UnitAddress(layer: 1, position: [4, 5, 2]))
  }

  @Test("a network contains exactly the units of its shapes")
  func contains() throws {
    let network = try network("conv2d")
    #expect(network.contains(UnitAddress(layer: 1, position: [4, 5, 2])))
    for (layer, position) in [
      (1, [5, 5, 2]), (1, [-1, 0, 0]), (1, [4, 5]), (2, [90]), (3, [0]), (-1, [0]),
    ] {
      #expect(!network.contains(UnitAddress(layer: layer, position: position)), "\(layer) \(position)")
    }
  }

  @Test(
    "a text of another form is no unit's name",
    arguments: [
      "", "conv2d", "conv2d[", "conv2d]", "conv2d[1,2,3", "conv2d[]", "conv2d[1,,3]", "conv2d[1;2;3]",
      "conv2d[one,2,3]", "conv2d[1,2,3] x", "conv2d[1.0,2,3]", "conv2d[+1,2,3]", "conv2d[１,2,3]", "conv2d[-]",
    ])
  func otherForms(text: String) throws {
    try expect(text, .notAUnitName(text))
  }

  @Test("a layer that is not there is refused with the names of those that are")
  func unknownLayer() throws {
    try expect(
      " conv2 [1,2,3]", .noSuchLayer(name: "conv2", known: ["input", "conv2d", "flatten"]))
    try expect("Conv2D[1,2,3]", .noSuchLayer(name: "Conv2D", known: ["input", "conv2d", "flatten"]))
  }

  @Test("another number of indices than axes is refused")
  func indexCount() throws {
    try expect("conv2d[3]", .indexCount(layer: "conv2d", shape: Shape(5, 6, 3), found: 1))
    try expect("flatten[1,2]", .indexCount(layer: "flatten", shape: Shape(90), found: 2))
  }

  @Test("an index outside its axis is refused, however large")
  func outOfRange() throws {
    let shape = Shape(5, 6, 3)
    try expect("conv2d[5,0,0]", .indexOutOfRange(layer: "conv2d", shape: shape, axis: 0, index: 5))
    try expect("conv2d[0,-1,3]", .indexOutOfRange(layer: "conv2d", shape: shape, axis: 1, index: -1))
    try expect(
      "conv2d[0,0,99999999999999999999]",
      .indexOutOfRange(layer: "conv2d", shape: shape, axis: 2, index: .max))
  }
}
