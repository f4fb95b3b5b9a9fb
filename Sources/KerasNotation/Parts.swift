public import ConvNet
public import Tensors

extension Slice: NotatedOperation {
  /// The name of the function that a tensor's brackets stand for.
  public static let className = "GetItem"

  /// The code `x[1:7, ::2, ::-1]`, without the batch's axis.
  ///
  /// What the shapes decide is written out: the end of a run as an index.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    let extents = inputs.first?.extents
    let parts = axes.enumerated().map { index, axis in axis.python(extent: extents?[index]) }
    return [ListingToken("x["), ListingToken(parts.joined(separator: ", "), .part), ListingToken("]")]
  }
}

extension Slice.Axis {
  /// The indices as Python writes them: `1:7`, `::2`, `::-1`, `0`.
  fileprivate func python(extent: Int?) -> String {
    guard !isPicked else { return "\(first)" }
    let end = first + step * count
    let start = first == (step > 0 ? 0 : extent.map { $0 - 1 }) ? "" : "\(first)"
    let isToEnd = step > 0 ? extent.map { end >= $0 } ?? false : end < 0
    let stop = isToEnd ? "" : "\(end)"
    return step == 1 ? "\(start):\(stop)" : "\(start):\(stop):\(step)"
  }
}

extension Stack: NotatedOperation {
  /// The code `ops.stack(xs)`, with the axis where it is not the first, which is the batch's.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    let number =
      inputs.first.map { axis(of: $0) == $0.rank ? -1 : axis(of: $0) + 1 } ?? axis.map { $0 + 1 } ?? -1
    return ListingToken.call(
      "ops.stack", [[ListingToken("xs")], ListingToken.named("axis", "\(number)", .axis)])
  }
}
