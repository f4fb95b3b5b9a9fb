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

extension Border: CustomStringConvertible {
  /// The border, as short as it can be said: `1`, `(1, 2)`, `((0, 1), (0, 1))`.
  public var description: String {
    guard top == bottom, left == right else { return "((\(top), \(bottom)), (\(left), \(right)))" }
    return top == left ? "\(top)" : "(\(top), \(left))"
  }
}
