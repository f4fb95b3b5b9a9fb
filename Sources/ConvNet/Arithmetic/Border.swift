public import Tensors

/// Rows and columns at the four sides of a map.
public struct Border: Hashable, Sendable {
  /// Rows above.
  public let top: Int
  /// Rows below.
  public let bottom: Int
  /// Columns at the left.
  public let left: Int
  /// Columns at the right.
  public let right: Int

  /// Makes a border.
  public init(top: Int, bottom: Int, left: Int, right: Int) {
    self.top = top
    self.bottom = bottom
    self.left = left
    self.right = right
  }

  /// Nothing at any side.
  public static let none = Border(top: 0, bottom: 0, left: 0, right: 0)

  /// Rows above and below together, `nil` where they exceed `Int`.
  var rows: Int? { sum(top, bottom) }

  /// Columns left and right together, `nil` where they exceed `Int`.
  var columns: Int? { sum(left, right) }

  /// Whether no side is negative.
  var isSound: Bool { min(top, bottom, left, right) >= 0 }

  private func sum(_ one: Int, _ other: Int) -> Int? {
    let (sum, overflow) = one.addingReportingOverflow(other)
    return overflow ? nil : sum
  }
}

extension Border {
  /// The border with which a window makes ⌈n ÷ s⌉ stops along n places, s the stride.
  ///
  /// It has max((stops − 1)·s + r − n, 0) places, r the reach of the window, half of them, rounded down, in front. Around
  /// an input that is no (height, width, channel), on which no window slides, there is none. Source: TensorFlow,
  /// `tf.nn.convolution`, "Notes on padding".
  ///
  /// - Precondition: The window, the strides and the dilation are at least 1.
  public static func keepingPlaces(
    of input: Shape, window: Size2D, strides: Size2D, dilation: Size2D = Size2D(square: 1)
  ) -> Border {
    guard input.rank == 3 else { return .none }
    let rows = total(input[0], window.height, strides.height, dilation.height)
    let columns = total(input[1], window.width, strides.width, dilation.width)
    return Border(top: rows / 2, bottom: rows - rows / 2, left: columns / 2, right: columns - columns / 2)
  }

  /// The padded places of an axis on both sides; none where the window is too large to be counted.
  private static func total(_ extent: Int, _ window: Int, _ stride: Int, _ dilation: Int) -> Int {
    let (gaps, isTooLarge) = (window - 1).multipliedReportingOverflow(by: dilation)
    let rest = extent % stride == 0 ? stride : extent % stride
    return isTooLarge || extent < 1 ? 0 : max(gaps + 1 - rest, 0)
  }
}

extension Border: CustomStringConvertible {
  /// The border, as short as it can be said: `1`, `(1, 2)`, `((0, 1), (0, 1))`.
  public var description: String {
    guard top == bottom, left == right else { return "((\(top), \(bottom)), (\(left), \(right)))" }
    return top == left ? "\(top)" : "(\(top), \(left))"
  }
}
