public import Tensors

/// The order of the pass in a layer: the last axis, the channels, slowest; then the other axes, last one fastest.
///
/// So feature maps are filled one after the other, row by row. On a line every unit is a channel of its own, so
/// the order is that of the indices, and a row and a map are one unit each. A table of (place, channel) is
/// filled channel by channel, and a row is a map.
extension Shape {
  /// How many units make a feature map: all places of one channel.
  public var unitsPerMap: Int { extents.dropLast().reduce(1, *) }

  /// How many units make a row of a feature map.
  public var unitsPerRow: Int { rank >= 2 ? extents[rank - 2] : 1 }
}

extension Network {
  /// The place of a unit in the order of the pass through its layer.
  ///
  /// - Precondition: There is such a unit.
  public func passIndex(of unit: UnitAddress) -> Int {
    let shape = shapes[unit.layer]
    let offset = shape.offset(of: unit.position)
    return offset % shape.channels * shape.unitsPerMap + offset / shape.channels
  }

  /// The unit at a place in the order of the pass through a layer.
  ///
  /// - Precondition: The place lies in 0..<the layer's number of units.
  public func unit(atPassIndex index: Int, inLayer layer: Int) -> UnitAddress {
    let shape = shapes[layer]
    let offset = index % shape.unitsPerMap * shape.channels + index / shape.unitsPerMap
    return UnitAddress(layer: layer, position: shape.indices(ofOffset: offset))
  }

  /// The place in the pass where a unit comes next: none of its steps is done.
  ///
  /// For a unit of the input this is the start, where the whole input is known.
  ///
  /// - Precondition: There is such a unit.
  public func position(before unit: UnitAddress) -> Position {
    unit.layer == 0 ? start : Position(layer: unit.layer, unit: passIndex(of: unit))
  }

  /// The unit that is computed next at a position; `nil` at the end.
  ///
  /// - Precondition: The position is valid.
  public func unit(at position: Position) -> UnitAddress? {
    position == end ? nil : unit(atPassIndex: position.unit, inLayer: position.layer)
  }

  /// The place in the pass where only the input is known.
  public var start: Position { Position(layer: 1) }

  /// The place in the pass where everything is computed.
  public var end: Position { Position(layer: layers.count) }

  /// Whether a pass through this network can be at a position.
  public func isValid(_ position: Position) -> Bool {
    guard (1..<layers.count).contains(position.layer) else { return position == end }
    return (0..<shapes[position.layer].count).contains(position.unit)
      && (0..<stepCount(ofUnitInLayer: position.layer)).contains(position.term)
  }
}
