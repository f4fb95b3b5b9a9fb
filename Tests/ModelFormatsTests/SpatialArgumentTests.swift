import ConvNet
import KerasNotation
import ModelFormats
import Tensors
import Testing

/// Arguments of borders, croppings, enlargements and separable convolutions that can't be read or run.
struct SpatialArgumentTests {
  private static let largest = Int(Int32.max)

  @Test(
    "one integer, two, and two pairs, of which each may be one integer, say the same border",
    arguments: ["1", "[1, 1]", "[[1, 1], [1, 1]]", "[1, [1, 1]]", "null"])
  func borders(value: String) throws {
    let fixture = try KerasFixture("resizing")
    let file = try fixture.replacing("\"padding\": [[1, 1], [1, 1]]", by: "\"padding\": \(value)")
    let network = try read(file).network.get()
    #expect(network.layers[1].operation.kerasCode().text == "ZeroPadding2D(1)")
    #expect(network.shapes[1].extents == [7, 8, 3])
  }

  @Test(
    "other borders are refused by layer and argument",
    arguments: [
      "-1", "[1]", "[1, 2, 3]", "[[1, 1, 1], 2]", "\"1\"", "[1, -1]", "[1.5, 1]", "2147483648", "{}",
    ])
  func badBorders(value: String) throws {
    let fixture = try KerasFixture("resizing")
    for (layer, argument, old) in [
      ("zero_padding2d", "padding", "[[1, 1], [1, 1]]"), ("cropping2d", "cropping", "[[1, 0], [0, 2]]"),
    ] {
      let file = try fixture.replacing("\"\(argument)\": \(old)", by: "\"\(argument)\": \(value)")
      guard case .badArgument(layer, argument, .integers(upTo: Self.largest), _)? = try failure(of: file)
      else {
        Issue.record("\(argument) \(value)")
        continue
      }
    }
  }

  @Test("a dilated window that moves on by more than one place is refused, as by Keras")
  func dilatedStrides() throws {
    let arguments = { (strides: String, dilation: String) in
      "\"strides\": \(strides), \"padding\": \"valid\", \"data_format\": \"channels_last\", "
        + "\"dilation_rate\": \(dilation)"
    }
    let file = try KerasFixture("tutorial").replacing(
      arguments("[1, 1]", "[1, 1]"), by: arguments("[1, 2]", "[2, 1]"))
    let fault = LayerFault.argument("dilation_rate with strides", found: "(2, 1)")
    guard case .layer(_, className: "Conv2D", fault) = try failure(of: file) else {
      Issue.record("strides and a dilation were accepted")
      return
    }
  }

  @Test("a cropping that leaves nothing names the layer")
  func emptyCropping() throws {
    let file = try KerasFixture("resizing")
      .replacing("\"cropping\": [[1, 0], [0, 2]]", by: "\"cropping\": [[7, 7], [0, 2]]")
    let fault = LayerFault.argument("cropping", found: "((7, 7), (0, 2))")
    #expect(
      try failure(of: file)
        == .layer(name: "cropping2d", className: "Cropping2D", fault: fault))
  }

  @Test(
    "interpolations other than nearest and bilinear are refused", arguments: ["bicubic", "lanczos3", "area"])
  func interpolations(name: String) throws {
    let file = try KerasFixture("resizing")
      .replacing("\"interpolation\": \"bilinear\"", by: "\"interpolation\": \"\(name)\"")
    #expect(
      try failure(of: file)
        == .unsupportedArgument(layer: "up_sampling2d_1", argument: "interpolation", value: "'\(name)'"))
  }

  @Test("multipliers that are no positive integers are refused, missing ones are one")
  func multipliers() throws {
    let fixture = try KerasFixture("separable")
    func replacing(_ value: String) throws -> ModelError? {
      try failure(of: fixture.replacing("\"depth_multiplier\": 1", by: "\"depth_multiplier\": \(value)"))
    }
    #expect(try replacing("null") == nil)
    #expect(
      try replacing("0")
        == .badArgument(
          layer: "separable_conv2d", argument: "depth_multiplier",
          expected: .positiveInteger(upTo: Self.largest),
          found: "0"))
    guard case .weightShape(layer: "separable_conv2d", _, _, _)? = try replacing("2") else {
      Issue.record("weights of another multiplier were accepted")
      return
    }
  }
}
