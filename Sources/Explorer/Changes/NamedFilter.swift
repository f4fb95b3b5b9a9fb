/// A filter of 3×3 numbers with a name.
public enum NamedFilter: String, CaseIterable, Sendable {
  /// Nothing but zeros.
  case zero
  /// The middle of the window alone.
  case identity
  /// The mean of the window.
  case blur
  /// What is lighter at the right than at the left.
  case sobelX = "sobel-x"
  /// What is lighter below than above.
  case sobelY = "sobel-y"
  /// What is lighter all around than in the middle.
  case laplace

  /// Its rows and columns.
  static let side = 3

  /// The numbers, row by row.
  var numbers: [Float] {
    switch self {
    case .zero: [0, 0, 0, 0, 0, 0, 0, 0, 0]
    case .identity: [0, 0, 0, 0, 1, 0, 0, 0, 0]
    case .blur: [Float](repeating: 1 / 9, count: 9)
    case .sobelX: [-1, 0, 1, -2, 0, 2, -1, 0, 1]
    case .sobelY: [-1, -2, -1, 0, 0, 0, 1, 2, 1]
    case .laplace: [0, 1, 0, 1, -4, 1, 0, 1, 0]
    }
  }
}
