/// What a layer does to the range of the numbers of a picture that it reads.
public enum RangeStep: Sendable {
  /// It makes other numbers, and what range it expects can't be told.
  case end
  /// Each number is one that it reads, lies between some of them, or is a 0 of a border.
  case keep
  /// Each number comes of one that it reads, by arithmetic with constants.
  case arithmetic
  /// The same, and the constants are mean and deviation of the numbers that the network was trained with: an operation
  /// that does that part alone, with its parameters.
  case normalisation(any Operation, LayerParameters)
}
