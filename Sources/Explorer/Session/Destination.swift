import CellScreen
public import ConvNet
import Tensors

/// A place of the explorer that a name leads to.
public enum Destination: Hashable, Sendable {
  /// All maps or units of a line's layer.
  case line(Int)
  /// A feature map of a line's layer.
  case map(line: Int, channel: Int)
  /// A unit.
  case unit(UnitAddress)
  /// A class on the line of softmax.
  case share(ofClass: Int)
}

/// Why a name leads nowhere.
public enum DestinationError: Error, Equatable, Sendable {
  /// It names no unit of the network.
  case unit(UnitNameError)
  /// It names no class of the network.
  case noSuchClass(name: String, known: [String])
  /// It names several classes of the network.
  case ambiguousClass(name: String, indices: [Int])
}

extension ExplorerModel {
  /// The place of a name: `conv2d` is all maps of the layer, `conv2d[:,:,5]` or `conv2d[,,5]` its map 5,
  /// `conv2d[10,12,5]` a unit, `dense_1[8]` and `dense_1[ship]` the logit of a class; `softmax`, `softmax[8]` and
  /// `softmax[ship]` are the shares of the classes and one of them.
  ///
  /// A layer is known by its name, and by its name as it is shown. What is in brackets is an index where it is a whole
  /// number, else the name of a class.
  ///
  /// The network is the model's own, which can run.
  ///
  /// - Throws: `DestinationError` where there is no such place.
  public func destination(named text: String, in network: Network) throws(DestinationError) -> Destination {
    let text = text.withoutOuterBlanks
    if let line = line(named: text) { return .line(line) }
    guard let (name, list) = text.splitAtBrackets else {
      throw .unit(.noSuchLayer(name: text, known: lines.map(\.name.string)))
    }
    let line = line(named: name)
    if let line, line == softmaxLine { return .share(ofClass: try index(ofClass: list)) }
    if let line, line == network.layers.count - 1, network.outputShape.rank == 1, !classes.isEmpty,
      !list.isWholeNumber
    {
      return .unit(UnitAddress(layer: line, position: [try index(ofClass: list)]))
    }
    let known = line.map { network.layers[$0].name } ?? name
    let parts = list.split(separator: ",", omittingEmptySubsequences: false).map { $0.withoutOuterBlanks }
    let isMap = parts.count == 3 && parts[0] == parts[1] && ["", ":"].contains(parts[0])
    do {
      let unit = try network.unit(named: "\(known)[\(isMap ? "0,0,\(parts[2])" : list)]")
      return isMap ? .map(line: unit.layer, channel: unit.position[2]) : .unit(unit)
    } catch {
      throw .unit(error)
    }
  }

  /// The line of a layer's name, or of softmax, unless a layer is called so.
  private func line(named name: String) -> Int? {
    network?.index(ofLayerNamed: name) ?? lines.firstIndex { $0.name.string == name }
      ?? (name == Network.inputPlace ? 0 : nil)
      ?? (name == "softmax" ? softmaxLine : nil)
  }

  /// The index of a class: a whole number, else its name.
  private func index(ofClass name: String) throws(DestinationError) -> Int {
    let name = name.withoutOuterBlanks
    let count = network?.outputShape.count ?? 0
    let named = classes.indices.filter { classes[$0].string == name || classes[$0] == DisplayText(name) }
    let index = name.isWholeNumber ? Int(name) : named.first
    if !name.isWholeNumber, named.count > 1 { throw .ambiguousClass(name: name, indices: named) }
    guard let index, (0..<count).contains(index) else {
      throw .noSuchClass(name: name, known: classes.map(\.string))
    }
    return index
  }
}

extension ExplorerState {
  /// The name that leads to where one is, as `ExplorerModel.destination` reads it; `nil` at network depth.
  public var placeName: String? { placeName(of: bookmark) }

  /// The names that lead to where one is one after the other: the units that one has come through, then the place.
  ///
  /// At network depth a line's number, unless it is the first that one sees; of a long way the last ones.
  public var placePath: [String] {
    guard depth > .network else { return line == model.firstLine ? [] : ["\(line)"] }
    let units = depth == .unit ? history.reversed().prefix { $0.depth == .unit }.prefix(11).reversed() : []
    return (units + [bookmark]).compactMap(placeName(of:))
  }

  private func placeName(of place: Bookmark) -> String? {
    guard place.depth > .network, let network = model.network else { return nil }
    let channel = place.cursor.channel
    guard network.layers.indices.contains(place.line) else {
      return place.line == model.softmaxLine ? "softmax[\(channel)]" : nil
    }
    switch place.depth {
    case .network: return nil
    case .layer: return network.layers[place.line].name
    case .map: return network.layers[place.line].name + "[:,:,\(channel)]"
    case .unit:
      let position = place.cursor.position(in: network.shapes[place.line])
      return network.name(of: UnitAddress(layer: place.line, position: position))
    }
  }
}

extension StringProtocol {
  /// Whether the text is a whole number in ASCII digits, with or without a minus sign.
  var isWholeNumber: Bool {
    let digits = withoutOuterBlanks.drop { $0 == "-" }
    return !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// The text without blanks and tabs at both ends.
  var withoutOuterBlanks: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    guard let last = lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(self[...last].drop(while: isBlank))
  }

  /// What stands before the last `[` and what between that and the `]` at the end; `nil` in another text.
  ///
  /// Split by scalars: there are characters of a name that would swallow the bracket behind them.
  var splitAtBrackets: (name: String, list: String)? {
    let scalars = String(self).unicodeScalars
    guard scalars.last == "]", let open = scalars.lastIndex(of: "[") else { return nil }
    let list = scalars[scalars.index(after: open)...].dropLast()
    return (String(scalars[..<open]).withoutOuterBlanks, String(list))
  }
}
