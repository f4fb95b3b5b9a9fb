import ConvNet

extension KerasConfig {
  /// Rows and columns at the four sides: one integer for all, two for rows and columns, or two pairs; in a pair one
  /// integer stands for both sides.
  ///
  /// - Throws: `ModelError` that names the layer and the argument.
  func border(_ argument: String, default standard: Int) throws(ModelError) -> Border {
    let value = value(argument) ?? .integer(standard)
    let axes = value.array ?? [value, value]
    guard axes.count == 2, let rows = sides(axes[0]), let columns = sides(axes[1]) else {
      throw bad(argument, expected: .integers(upTo: Self.largestInteger))
    }
    return Border(top: rows.0, bottom: rows.1, left: columns.0, right: columns.1)
  }

  private func sides(_ value: JSONValue) -> (Int, Int)? {
    let sides = (value.array ?? [value, value]).map { side in
      side.integer.flatMap { (0...Self.largestInteger).contains($0) ? $0 : nil }
    }
    guard sides.count == 2, let first = sides[0], let second = sides[1] else { return nil }
    return (first, second)
  }
}
