import ConvNet
import KerasNotation
import Tensors

extension KerasConfig {
  /// A number that a `Float` can hold; a default where nothing is given.
  func float(_ argument: String, default standard: Float) throws(ModelError) -> Float {
    guard let number = try number(argument) else { return standard }
    guard Float(number).isFinite else { throw bad(argument, expected: .number) }
    return Float(number)
  }

  /// An integer; a default where nothing is given.
  func integer(_ argument: String, default standard: Int) throws(ModelError) -> Int {
    guard value(argument)?.array == nil else {
      throw bad(argument, expected: .integers(upTo: Self.largestInteger))
    }
    return try oneInteger(argument, default: standard)
  }

  /// An integer, alone or in a list of one, as older files have it; a default where nothing is given.
  func oneInteger(_ argument: String, default standard: Int) throws(ModelError) -> Int {
    guard let integers = try integers(argument) else { return standard }
    guard let integer = integers.first, integers.count == 1 else { throw unsupported(argument) }
    return integer
  }

  /// A number or a block of numbers, as nested lists or as Keras writes an array; `nil` where nothing is given.
  ///
  /// - Throws: `ModelError.badArgument` where lists differ in length, or something else than numbers is in them.
  func constant(_ argument: String) throws(ModelError) -> Constant? {
    guard let value = value(argument) else { return nil }
    guard let constant = Constant(value.arrayValue ?? value),
      constant.values.allSatisfy({ Float($0).isFinite })
    else { throw bad(argument, expected: .numbers) }
    return constant
  }

  /// The only input's shape.
  ///
  /// - Throws: `ModelError.network` where there is not one input.
  func only(_ inputs: [Shape]) throws(ModelError) -> Shape {
    guard let input = inputs.first, inputs.count == 1 else {
      let fault = LayerFault.inputCount(expected: 1, found: inputs.count)
      throw .layer(name: layer, className: className, fault: fault)
    }
    return input
  }
}

extension JSONValue {
  /// The numbers of an array as Keras writes one; `nil` where this isn't one.
  var arrayValue: JSONValue? {
    guard ["__numpy__", "__tensor__"].contains(self["class_name"]?.string) else { return nil }
    return self["config"]?["value"] ?? .null
  }
}

extension Constant {
  /// A number, or lists in lists of equal lengths.
  fileprivate init?(_ value: JSONValue) {
    if let number = value.double {
      self.init(number)
      return
    }
    guard let elements = value.array, !elements.isEmpty else { return nil }
    let blocks = elements.compactMap { Constant($0) }
    guard blocks.count == elements.count, blocks.allSatisfy({ $0.shape == blocks[0].shape }) else {
      return nil
    }
    self.init(Shape([blocks.count] + blocks[0].shape.extents), blocks.flatMap(\.values))
  }
}
