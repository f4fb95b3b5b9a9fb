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

extension Network {
  /// The next boundary of a size after a position; the end after the end.
  ///
  /// - Precondition: The position is valid.
  public func boundary(after position: Position, by size: StepSize) -> Position {
    guard position < end else { return end }
    if size == .product, position.term + 1 < stepCount(ofUnitInLayer: position.layer) {
      return Position(layer: position.layer, unit: position.unit, term: position.term + 1)
    }
    let units = unitsPerStep(size, inLayer: position.layer)
    let next = (position.unit / units + 1) * units
    guard next < shapes[position.layer].count else { return Position(layer: position.layer + 1) }
    return Position(layer: position.layer, unit: next)
  }

  /// The boundary of a size before a position; the start before the start.
  ///
  /// From inside a step this is the boundary where the step begins.
  ///
  /// - Precondition: The position is valid.
  public func boundary(before position: Position, by size: StepSize) -> Position {
    guard position > start else { return start }
    if position.term > 0, size == .product {
      return Position(layer: position.layer, unit: position.unit, term: position.term - 1)
    }
    let begun = position.unit + min(position.term, 1)
    guard begun == 0 else { return lastBoundary(ofLayer: position.layer, beforeUnit: begun, by: size) }
    return lastBoundary(
      ofLayer: position.layer - 1, beforeUnit: shapes[position.layer - 1].count, by: size)
  }

  /// The last boundary of a size in a layer before a unit of it is next.
  private func lastBoundary(ofLayer index: Int, beforeUnit unit: Int, by size: StepSize) -> Position {
    let units = unitsPerStep(size, inLayer: index)
    let term = size == .product ? stepCount(ofUnitInLayer: index) - 1 : 0
    return Position(layer: index, unit: (unit - 1) / units * units, term: term)
  }

  /// How many units a step of a size goes over, at most.
  private func unitsPerStep(_ size: StepSize, inLayer index: Int) -> Int {
    switch size {
    case .product, .unit: 1
    case .row: shapes[index].unitsPerRow
    case .map: shapes[index].unitsPerMap
    case .layer: shapes[index].count
    }
  }
}
