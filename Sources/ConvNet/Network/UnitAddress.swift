public import Tensors

/// Which unit of a network: the layer's index and the position in its activation.
public struct UnitAddress: Hashable, Sendable {
  /// The layer's index in the network.
  public let layer: Int
  /// The position in the layer's activation, one index an axis: [row, column, channel] on feature maps.
  public let position: [Int]

  /// Makes an address; whether there is such a unit is the network's to say.
  public init(layer: Int, position: [Int]) {
    self.layer = layer
    self.position = position
  }
}

extension Network {
  /// Whether the network has a unit at an address.
  public func contains(_ unit: UnitAddress) -> Bool {
    layers.indices.contains(unit.layer) && shapes[unit.layer].contains(unit.position)
  }

  /// The name of a unit: `conv2d[10,12,5]`, on a line `dense[41]`.
  ///
  /// - Precondition: The layer exists.
  public func name(of unit: UnitAddress) -> String {
    layers[unit.layer].name + "[" + unit.position.map(String.init).joined(separator: ",") + "]"
  }

  /// What the input is called in places, whatever its name.
  public static let inputPlace = "input"

  /// The unit of a name: what stands before the last `[` is the layer's name, whatever characters that has.
  ///
  /// Blanks and tabs are passed over at both ends and round the indices. Where no layer is called `input`, the input is.
  ///
  /// - Throws: `UnitNameError` where the text is no unit's name, or the network has no such layer or unit.
  public func unit(named text: String) throws(UnitNameError) -> UnitAddress {
    guard let (name, position) = splitUnitName(text) else { throw .notAUnitName(text) }
    let trimmed = name.withoutOuterBlanks
    let byTrimmedName = { layers.firstIndex { $0.name.withoutOuterBlanks == trimmed } }
    let input = trimmed == Network.inputPlace ? 0 : nil
    guard let layer = index(ofLayerNamed: name) ?? byTrimmedName() ?? input else {
      throw .noSuchLayer(name: trimmed, known: layers.map(\.name))
    }
    let shape = shapes[layer]
    guard position.count == shape.rank else {
      throw .indexCount(layer: layers[layer].name, shape: shape, found: position.count)
    }
    for (axis, index) in position.enumerated() where !(0..<shape[axis]).contains(index) {
      throw .indexOutOfRange(layer: layers[layer].name, shape: shape, axis: axis, index: index)
    }
    return UnitAddress(layer: layer, position: position)
  }
}

/// Why a text names no unit of a network.
public enum UnitNameError: Error, Equatable, Sendable {
  /// The text has not the form of `conv2d[10,12,5]`.
  case notAUnitName(String)
  /// No layer has this name.
  case noSuchLayer(name: String, known: [String])
  /// There is not one index an axis of the layer's activation.
  case indexCount(layer: String, shape: Shape, found: Int)
  /// An index lies outside its axis.
  case indexOutOfRange(layer: String, shape: Shape, axis: Int, index: Int)
}

/// The parts of a unit's name; `nil` where the text has another form.
///
/// Split by scalars: there are characters of a name that would swallow the bracket behind them.
private func splitUnitName(_ text: String) -> (layer: String, position: [Int])? {
  let scalars = text.withoutBlanksAtEnd.unicodeScalars
  guard scalars.last == "]", let open = scalars.lastIndex(of: "[") else { return nil }
  let list = scalars[scalars.index(after: open)...].dropLast()
  var position: [Int] = []
  for part in list.split(separator: ",", omittingEmptySubsequences: false) {
    guard let index = wholeNumber(String(part).withoutOuterBlanks) else { return nil }
    position.append(index)
  }
  return (String(scalars[..<open]), position)
}

/// A whole number in ASCII digits with or without a sign; one too large to hold becomes the largest there is.
private func wholeNumber(_ text: String) -> Int? {
  let digits = text.first == "-" ? text.dropFirst() : text[...]
  guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
  return Int(text) ?? (text.first == "-" ? .min : .max)
}

extension String {
  /// The text without blanks and tabs at its end.
  fileprivate var withoutBlanksAtEnd: String {
    let isBlank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" }
    guard let last = unicodeScalars.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(unicodeScalars[...last])
  }

  /// The text without blanks and tabs at both ends.
  fileprivate var withoutOuterBlanks: String {
    String(withoutBlanksAtEnd.unicodeScalars.drop { $0 == " " || $0 == "\t" })
  }
}
