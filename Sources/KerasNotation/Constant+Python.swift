internal import ConvNet
internal import Tensors

extension Constant {
  /// The numbers as Python writes them: `1/255`, `[0.5, 0.25]`.
  var python: String { python(extents: shape.extents[...], values[...]) }

  private func python(extents: ArraySlice<Int>, _ values: ArraySlice<Double>) -> String {
    guard let extent = extents.first else { return values.first.map(ListingToken.python) ?? "" }
    let step = extents.dropFirst().reduce(1, *)
    let elements = (0..<extent).map { index in
      let start = values.startIndex + index * step
      return python(extents: extents.dropFirst(), values[start..<start + step])
    }
    return "[" + elements.joined(separator: ", ") + "]"
  }
}
