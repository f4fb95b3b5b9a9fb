internal import CellScreen
internal import ConvNet
internal import Explorer
internal import Tensors

extension PictureStudy {
  /// With how many decimals the numbers of a layer are printed: four on feature maps, three on lines.
  func decimals(ofLayer index: Int) -> Int { network.shapes[index].rank == 3 ? 4 : 3 }

  /// A number of a layer as it is printed everywhere.
  func number(_ value: Float, ofLayer index: Int) -> String {
    NumberText.fixed(value, decimals: decimals(ofLayer: index))
  }

  /// The name of a unit, cleaned for a terminal.
  func name(of unit: UnitAddress) -> String { DisplayText(network.name(of: unit)).string }

  /// The name of a layer, cleaned for a terminal.
  func name(ofLayer index: Int) -> String { DisplayText(network.layers[index].name).string }

  /// The name of a class, cleaned for a terminal.
  func nameOfClass(_ index: Int) -> String {
    DisplayText(classes.indices.contains(index) ? classes[index] : String(index)).string
  }

  /// What a unit is besides its name: a class that has a name, a colour of the picture; `nil` for the others.
  func role(of unit: UnitAddress) -> String? {
    let shape = network.shapes[unit.layer]
    if unit.layer == network.layers.count - 1, shape.rank == 1, !classes.isEmpty {
      let index = unit.position[0]
      return classes[index] == String(index) ? nil : nameOfClass(index)
    }
    guard network.hasPictureChannels(ofLayer: unit.layer), [1, 3].contains(shape.channels) else { return nil }
    return channelName(unit.position[2], of: shape, preprocessing)
  }

  /// What a channel that a layer reads is called: `red` of a picture, `map 9` of a layer.
  func nameOfChannel(_ channel: Int, readBy layer: Int) -> String {
    network.nameOfMap(channel, ofLayer: network.layers[layer].inputs.first ?? 0, preprocessing)
  }

  /// The rows and columns of the picture that a unit sees: `rows 16–23, columns 22–29`; `nil` for other inputs.
  func field(of unit: UnitAddress) -> String? {
    let region = network.receptiveField(of: unit)
    guard network.inputShape.rank == 3 else { return nil }
    guard !region.isEmpty else { return "nothing" }
    return counted("row", region.rows) + ", " + counted("column", region.columns)
  }

  /// The factors of a product, each with the digits that it has everywhere: `0.8471 × +0.1972`.
  func factors(_ term: Term, ofLayer index: Int) -> String {
    number(term.input, ofLayer: network.layers[index].inputs.first ?? 0) + " × "
      + NumberText.signed(term.weight, decimals: decimals(ofLayer: index))
  }

  /// A product with its factors: `0.8471 × +0.1972 = +0.1670`.
  func product(_ term: Term, ofLayer index: Int) -> String {
    factors(term, ofLayer: index) + " = "
      + NumberText.signed(term.product, decimals: decimals(ofLayer: index))
  }
}
