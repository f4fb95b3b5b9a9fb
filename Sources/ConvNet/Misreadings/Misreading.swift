/// A wrong idea of what a line of code does.
///
/// What one makes of a layer is in `MisreadLayer`, what of a network in `MisreadNetwork`. The order is that in which
/// people have them: of one line the likeliest first.
public enum Misreading: CaseIterable, Sendable {
  /// A filter works on each channel alone, and as many maps come out as channels went in.
  case perChannel
  /// Every filter makes a map of every channel.
  case eachWithEach
  /// A filter is one kernel, used on all channels alike.
  case flatFilter
  /// A layer has one filter.
  case oneFilter
  /// The number of filters is the width and the height of the picture.
  case size
  /// Every place of a map has weights of its own.
  case ownWeights
  /// The sums of the channels are averaged, not added.
  case averaged
  /// The window of a pooling says into how many pieces a map is cut.
  case quadrants
  /// The window of a pooling moves on by one place.
  case overlap
  /// A pooling takes the mean of a window.
  case meanPool
  /// A pooling merges the maps into one.
  case poolMerges
  /// What is left over at the edge of a map is pooled too.
  case keepPartial
  /// A convolution keeps the size of the maps.
  case keepsSize
  /// `relu` changes nothing.
  case noReLU
  /// The last layer gives probabilities by itself.
  case softmaxInside
  /// The kernel is turned by half a turn before it is used.
  case flipped
}

extension Misreading {
  /// Whether no learned number says what it would compute.
  public var isOnlyTold: Bool {
    switch self {
    case .size, .ownWeights, .poolMerges, .softmaxInside: true
    case .perChannel, .eachWithEach, .flatFilter, .oneFilter, .averaged, .quadrants, .overlap, .meanPool,
      .keepPartial, .keepsSize, .noReLU, .flipped:
      false
    }
  }
}

/// A misreading of one layer, or of all that can be misread so.
public struct Reading: Hashable, Sendable {
  /// The wrong idea.
  public let misreading: Misreading
  /// The layer; `nil` for all of its kind.
  public let layer: Int?

  /// Makes a reading; whether there is anything to be misread is the network's to say.
  public init(_ misreading: Misreading, layer: Int? = nil) {
    (self.misreading, self.layer) = (misreading, layer)
  }
}
