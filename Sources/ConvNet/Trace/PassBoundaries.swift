import Tensors

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
    if position.term > 0 { return boundary(insideUnitBefore: position, by: size) }
    let index = position.unit > 0 ? position.layer : position.layer - 1
    return lastBoundary(
      ofLayer: index, beforeUnit: position.unit > 0 ? position.unit : shapes[index].count, by: size)
  }

  /// The boundary of a size before a position between two steps of a unit.
  private func boundary(insideUnitBefore position: Position, by size: StepSize) -> Position {
    if size == .product {
      return Position(layer: position.layer, unit: position.unit, term: position.term - 1)
    }
    let units = unitsPerStep(size, inLayer: position.layer)
    return Position(layer: position.layer, unit: position.unit / units * units)
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
