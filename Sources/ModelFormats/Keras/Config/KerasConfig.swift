import ConvNet
import KerasNotation
import Tensors

/// The arguments of one layer in `config.json`, read with errors that name the layer and the argument.
struct KerasConfig {
  /// Extents, filters, units, strides: beyond this no layer is real, and no product of two overflows.
  static let largestInteger = Int(Int32.max)

  /// The layer's name.
  let layer: String
  /// The name of its class.
  let className: String
  /// The arguments by name.
  let values: [String: JSONValue]
  /// Whether the file's maps are (channel, height, width), which are (height, width, channel) here.
  var isChannelsFirst = false
  /// Whether Keras 2 or an older one wrote the file.
  var isOfKeras2 = false
  /// The number that the layer, being a function of two arguments, reads beside a tensor.
  var constant: KerasConstant?

  /// The value of an argument; `nil` where it is missing or null.
  func value(_ argument: String) -> JSONValue? {
    values[argument].flatMap { $0 == .null ? nil : $0 }
  }

  func bad(_ argument: String, expected: ExpectedValue) -> ModelError {
    .badArgument(
      layer: layer, argument: argument, expected: expected, found: (value(argument) ?? .null).excerpt)
  }

  /// The error for a value that Keras knows but that can't be run.
  func unsupported(_ argument: String) -> ModelError {
    .unsupportedArgument(layer: layer, argument: argument, value: (value(argument) ?? .null).excerpt)
  }

  /// A positive integer that must be given.
  func count(_ argument: String) throws(ModelError) -> Int {
    guard let count = value(argument).flatMap(positive) else {
      throw bad(argument, expected: .positiveInteger(upTo: Self.largestInteger))
    }
    return count
  }

  /// A height and a width, given as two integers or as one for both; `nil` where nothing is given.
  func size(_ argument: String) throws(ModelError) -> Size2D? {
    guard let value = value(argument) else { return nil }
    if let side = positive(value) { return Size2D(square: side) }
    guard let elements = value.array, elements.count == 2,
      let height = positive(elements[0]), let width = positive(elements[1])
    else { throw bad(argument, expected: .size(upTo: Self.largestInteger)) }
    return Size2D(height: height, width: width)
  }

  /// A height and a width that must be given.
  func requiredSize(_ argument: String) throws(ModelError) -> Size2D {
    guard let size = try size(argument) else {
      throw bad(argument, expected: .size(upTo: Self.largestInteger))
    }
    return size
  }

  /// True or false; a default where nothing is given.
  func flag(_ argument: String, default standard: Bool) throws(ModelError) -> Bool {
    switch value(argument) {
    case nil: return standard
    case .bool(let flag): return flag
    default: throw bad(argument, expected: .boolean)
    }
  }

  /// A text; a default where nothing is given.
  func text(_ argument: String, default standard: String) throws(ModelError) -> String {
    guard let value = value(argument) else { return standard }
    guard let text = value.string else { throw bad(argument, expected: .text) }
    return text
  }

  /// `padding`.
  func padding() throws(ModelError) -> KerasPadding {
    guard let padding = KerasPadding(rawValue: try text("padding", default: "valid")) else {
      throw unsupported("padding")
    }
    return padding
  }

  /// `activation`: the name of a function, the object that Keras writes for one, or a layer that applies one.
  func activationFunction() throws(ModelError) -> ActivationFunction {
    guard let value = value("activation") else { return .linear }
    let name = value["class_name"] == .string("function") ? value["config"]?.string : value.string
    if let name {
      let current = KerasNames.currentFunction(name)
      guard let function = ActivationFunction(kerasName: current) else { throw unsupported("activation") }
      // Keras 2 means another line by the name: x/5 + 1/2, where Keras 3 has x/6 + 1/2.
      guard !isOfKeras2 || function != .hardSigmoid else { throw .oldHardSigmoid(layer: layer) }
      return function
    }
    guard case .object = value else { throw bad("activation", expected: .text) }
    return try functionOfLayer(value)
  }

  /// Refuses axis orders that Keras doesn't know.
  func requireKnownDataFormat() throws(ModelError) {
    guard ["channels_last", "channels_first"].contains(try text("data_format", default: "channels_last"))
    else { throw unsupported("data_format") }
  }

  /// A shape whose first extent is the batch's, which is dropped.
  func batchShape(_ argument: String) throws(ModelError) -> Shape {
    let elements = value(argument)?.array
    // Of a number for each picture, which Keras knows, nothing can be shown.
    if elements?.count == 1 { throw unsupported(argument) }
    guard let elements, elements.count >= 2 else {
      throw bad(argument, expected: .batchShape(upTo: Self.largestInteger))
    }
    guard !elements.dropFirst().contains(.null) else {
      throw .openInputShape((value(argument) ?? .null).excerpt)
    }
    let extents = elements.dropFirst().compactMap(positive)
    guard extents.count == elements.count - 1 else {
      throw bad(argument, expected: .batchShape(upTo: Self.largestInteger))
    }
    return Shape(extents)
  }

  private func positive(_ value: JSONValue) -> Int? {
    value.integer.flatMap { (1...Self.largestInteger).contains($0) ? $0 : nil }
  }

  /// The extent of the last axis of a layer's only input.
  ///
  /// - Throws: `ModelError.network` where there is not one input or it has not the rank that the class needs.
  func channels(of inputs: [Shape], rank: Int?, className: String) throws(ModelError) -> Int {
    guard let input = inputs.first, inputs.count == 1 else {
      throw fault(.inputCount(expected: 1, found: inputs.count), className)
    }
    guard input.rank >= 1, rank ?? input.rank == input.rank else {
      throw fault(.rank(expected: rank ?? 1, found: input), className)
    }
    return input.channels
  }

  /// The error for arguments that no layer can run with.
  func fault(_ fault: LayerFault, _ className: String? = nil) -> ModelError {
    .layer(name: layer, className: className ?? self.className, fault: fault)
  }
}
