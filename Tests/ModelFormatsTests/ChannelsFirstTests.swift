import ConvNet
import Foundation
import KerasNotation
import ModelFormats
import Tensors
import TestSupport
import Testing

/// Models whose maps are (channel, height, width) in the file and (height, width, channel) in the network.
struct ChannelsFirstTests {
  private func model(_ name: String) throws -> ModelFile {
    try read(Repository.bytes(Repository.networkFile(name)))
  }

  private func network(_ name: String) throws -> Network { try model(name).network.get() }

  /// The code of each layer by its name.
  private func code(_ name: String) throws -> [String: String] {
    Dictionary(uniqueKeysWithValues: try model(name).layers.map { ($0.name, $0.code.text) })
  }

  @Test("the code is the file's, and the shapes are those of channels last")
  func listing() throws {
    let (network, code) = (try network("channels_first"), try code("channels_first"))
    let expected: [(code: String, extents: [Int])] = [
      ("Input((3, 13, 12))", [13, 12, 3]),
      ("Conv2D(4, (3, 2), activation='relu', data_format='channels_first')", [11, 11, 4]),
      ("BatchNormalization(axis=1)", [11, 11, 4]),
      ("MaxPooling2D((2, 1), data_format='channels_first')", [5, 11, 4]),
    ]
    for (index, line) in expected.enumerated() {
      #expect(code[network.layers[index].name] == line.code)
      #expect(network.shapes[index].extents == line.extents)
    }
    #expect(code["separable_conv2d"]?.hasSuffix(", data_format='channels_first')  # pointwise") == true)
    #expect(code.values.contains("Flatten()"))
  }

  @Test("Flatten takes the numbers map by map, or place by place where it puts channels last first")
  func flatten() throws {
    let network = try network("channels_first_graph")
    func flatten(_ name: String) -> Layer? { network.layers.first { $0.name == name } }
    #expect((flatten("as_stored")?.operation as? Flatten)?.order == .channelsFirst)
    #expect((flatten("transposed")?.operation as? Flatten)?.order == .channelsLast)
    #expect(try code("channels_first_graph")["transposed"] == "Flatten(data_format='channels_first')")
  }

  @Test("Flatten that would move the rows of channels last is refused")
  func flattenOfChannelsLast() throws {
    let fixture = try KerasFixture("built_later")
    let text = String(decoding: fixture.config, as: UTF8.self)
    let start = try #require(text.range(of: "\"class_name\": \"Flatten\"")).upperBound
    let flatten = text[start...].replacing("channels_last", with: "channels_first", maxReplacements: 1)
    let file = fixture.replacing(config: Array((text[..<start] + flatten).utf8))
    #expect(
      try failure(of: file)
        == .unsupportedArgument(layer: "flatten", argument: "data_format", value: "'channels_first'"))
  }

  @Test(
    "what works along an axis that becomes another one is refused by layer and argument",
    arguments: [
      ("\"activation\": \"relu\"", "\"activation\": \"softmax\"", "conv2d", "activation", "'softmax'")
    ])
  func activation(old: String, new: String, layer: String, argument: String, value: String) throws {
    let file = try KerasFixture("channels_first").replacing(old, by: new)
    #expect(try failure(of: file) == .unsupportedArgument(layer: layer, argument: argument, value: value))
  }

  @Test("a list of scales, which Keras matches with columns, is refused")
  func scales() throws {
    let fixture = try KerasFixture("channels_first_axes")
    let file = try fixture.replacing("\"scale\": 3.0", by: "\"scale\": [1.0, 2.0, 3.0]")
    #expect(
      try failure(of: file)
        == .unsupportedArgument(layer: "rescaling", argument: "scale", value: "(1.0, 2.0, 3.0)"))
  }
}
