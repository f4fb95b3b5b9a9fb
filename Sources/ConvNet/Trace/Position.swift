/// A place in the pass: everything before it is computed.
///
/// The order of the pass: layers in the network's order; in a layer its units by output channel, row, column; in
/// a unit its terms by input channel, kernel row, kernel column, then the bias, then the activation function.
/// Where a layer or a unit is complete, the position is at the start of the next.
public struct Position: Hashable, Comparable, Sendable {
  /// The layer that is being computed; the number of layers at the end.
  public let layer: Int
  /// How many units of the layer are complete, in the order of the pass.
  public let unit: Int
  /// How many steps of the next unit are done.
  public let term: Int

  /// Makes a position in a layer; by default the one before its first step.
  public init(layer: Int, unit: Int = 0, term: Int = 0) {
    self.layer = layer
    self.unit = unit
    self.term = term
  }

  /// Whether one place comes before another.
  public static func < (one: Position, other: Position) -> Bool {
    (one.layer, one.unit, one.term) < (other.layer, other.unit, other.term)
  }
}

/// How far a step goes: to the next boundary of a size, from small to large.
///
/// A boundary of a size is also one of every smaller size.
public enum StepSize: Int, Hashable, Sendable, CaseIterable, Comparable {
  /// One product of a sum, one number of a window, the bias, or the activation function.
  case product
  /// One unit.
  case unit
  /// One row of a feature map; one unit of a line.
  case row
  /// One feature map: all places of an output channel; one unit of a line.
  case map
  /// One layer.
  case layer

  /// Whether one size is smaller than another.
  public static func < (one: StepSize, other: StepSize) -> Bool { one.rawValue < other.rawValue }
}
