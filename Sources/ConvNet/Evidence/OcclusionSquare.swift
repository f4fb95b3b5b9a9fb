public import Tensors

/// A square that covers a part of a picture, cut off at its edge.
public struct OcclusionSquare: Hashable, Sendable {
  /// The rows that it covers.
  public let rows: Range<Int>
  /// The columns that it covers.
  public let columns: Range<Int>

  /// A square of an odd side whose centre is at a place of a picture (height, width, channel).
  ///
  /// - Precondition: The side is odd and positive; the picture has such a place.
  public init(side: Int, row: Int, column: Int, of picture: Shape) {
    precondition(side >= 1 && !side.isMultiple(of: 2), "a square of \(side)")
    let reach = side / 2
    rows = max(row - reach, 0)..<min(row + reach, picture[0] - 1) + 1
    columns = max(column - reach, 0)..<min(column + reach, picture[1] - 1) + 1
  }

  /// The indices in memory of a picture's pixels under the square, of each that of its first channel.
  func pixels(in picture: Shape) -> [Int] {
    rows.flatMap { row in columns.map { (row * picture[1] + $0) * picture[2] } }
  }

  /// A picture (height, width, channel) with the square covered.
  ///
  /// - Precondition: The square was made for pictures of this shape.
  public func covering(_ samples: Tensor, with fill: OcclusionFill) -> Tensor {
    let colour = fill.samples(of: samples)
    var covered = samples
    for pixel in pixels(in: samples.shape) {
      for (channel, sample) in colour.enumerated() { covered[offset: pixel + channel] = sample }
    }
    return covered
  }
}
