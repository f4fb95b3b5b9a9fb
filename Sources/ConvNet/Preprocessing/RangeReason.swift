/// Why the numbers that a network reads of a picture have the range that they have.
public enum RangeReason: Equatable, Sendable {
  /// Somebody asked for it.
  case given
  /// Somebody asked for a way of `keras.applications`.
  case mode(PreprocessingMode)
  /// The input holds integers of a type: `uint8`.
  case integers(type: String)
  /// Layers behind the input bring it to the range that networks work with.
  case arithmetic(RangeArithmetic)
  /// Nothing tells.
  case assumed(RangeAssumption)
}

/// What the arithmetic behind a network's input makes of the range of a picture.
public struct RangeArithmetic: Equatable, Sendable {
  /// The layers that do it, by their indices, in order.
  public let layers: [Int]
  /// The smallest number that they make of the range, in any channel.
  public let lower: Double
  /// The largest number that they make of the range, in any channel.
  public let upper: Double
}

/// Why a range is no more than assumed.
public struct RangeAssumption: Equatable, Sendable {
  /// What keeps a network from telling.
  public enum Cause: Equatable, Sendable {
    /// No arithmetic with constants stands behind the input.
    case nothingFound
    /// What some layers make of 0…1, and of 0…255, does not hold 0.
    case fitsNeither(layers: [Int])
    /// What some layers do asks for 0…1, and what others do for 0…255.
    case disagreement(layers: [Int])
  }

  /// A network of `keras.applications`, by its name, and the way in which Keras prepares pictures for it.
  public struct Application: Equatable, Sendable {
    /// The name that the file has.
    public let name: String
    /// The way.
    public let mode: PreprocessingMode

    /// Looks for a name that Keras gives to one of its networks; `nil` where none of these is one.
    public init?(named names: [String]) {
      let found = names.lazy.compactMap { name in
        PreprocessingMode(ofApplicationNamed: name).map { (name, $0) }
      }
      guard let (name, mode) = found.first else { return nil }
      self.name = name
      self.mode = mode
    }
  }

  /// What keeps the network from telling.
  public let cause: Cause
  /// The network of `keras.applications` that this one is called like.
  public let application: Application?

  /// Makes an assumption.
  public init(_ cause: Cause, application: Application? = nil) {
    self.cause = cause
    self.application = application
  }
}
