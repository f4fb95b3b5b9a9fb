public import Tensors

/// A part of a tensor: along each axis the indices from a first one on, in steps of one size; nothing is computed.
///
///     out[i₀, i₁, …] = in[first₀ + step₀·i₀, first₁ + step₁·i₁, …]
///
/// A step below 0 goes backwards. An axis that is picked has one index of the input, and is gone from the output.
/// Source: Keras 3, `keras/src/ops/numpy.py`, `GetItem`, with NumPy's rules of basic indexing.
public struct Slice: KeepingOperation {
  /// Which indices of one axis are kept.
  public struct Axis: Hashable, Sendable {
    /// The first index.
    public let first: Int
    /// How far apart the indices lie; below 0 they go backwards.
    public let step: Int
    /// How many there are.
    public let count: Int
    /// Whether the axis is gone from the output, as only one index of it was picked.
    public let isPicked: Bool

    /// Makes a run of indices; nothing is checked before `outputShape`.
    public init(first: Int, step: Int = 1, count: Int) {
      (self.first, self.step, self.count, isPicked) = (first, step, count, false)
    }

    /// Makes a single index, whose axis is gone from the output.
    public init(picking index: Int) {
      (first, step, count, isPicked) = (index, 1, 1, true)
    }

    /// Whether all indices of an axis of some extent are kept in their order.
    public func isWhole(_ extent: Int) -> Bool { !isPicked && first == 0 && step == 1 && count == extent }

    /// The index of the input that one of the output has.
    func origin(of index: Int) -> Int { first + step * index }

    /// Whether all indices lie in an axis of some extent.
    fileprivate func fits(_ extent: Int) -> Bool {
      guard count >= 1, step != 0, (0..<extent).contains(first) else { return false }
      let (way, overflow) = step.multipliedReportingOverflow(by: count - 1)
      let (last, isTooFar) = first.addingReportingOverflow(way)
      return !overflow && !isTooFar && (0..<extent).contains(last)
    }
  }

  /// What is kept of each axis of the input.
  public let axes: [Axis]

  /// Makes a part; nothing is checked before `outputShape`.
  public init(_ axes: [Axis]) {
    self.axes = axes
  }

  /// Whether the last axis stays, from its first index on: what is a map stays the same map.
  var keepsChannels: Bool { axes.last.map { !$0.isPicked && $0.first == 0 && $0.step == 1 } ?? false }

  /// The counts of the axes that stay.
  ///
  /// - Throws: `LayerFault` where there is not one input, it has another rank, indices lie outside of it, or no axis
  ///   stays.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    guard input.rank == axes.count else { throw .rank(expected: axes.count, found: input) }
    for (axis, extent) in zip(axes, input.extents) {
      guard axis.fits(extent) else { throw .argument("indices", found: axis.excerpt) }
    }
    let kept = axes.filter { !$0.isPicked }
    guard !kept.isEmpty else { throw .argument("indices", found: "one of each axis") }
    return Shape(kept.map(\.count))
  }

  /// The numbers at those indices.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    let input = inputs[0]
    guard let shape = try? outputShape(of: [input.shape]) else { return input }
    let extents = input.shape.extents
    let offsets = axes.enumerated().reduce([0]) { offsets, axis in
      let block = extents[(axis.offset + 1)...].reduce(1, *)
      let places = (0..<axis.element.count).map { axis.element.origin(of: $0) * block }
      return offsets.flatMap { offset in places.map { offset + $0 } }
    }
    return Tensor(shape, offsets.map { input.values[$0] })
  }

  /// The position in the input of a position of the output.
  public func origin(of position: [Int]) -> [Int] {
    var rest = position[...]
    return axes.map { axis in axis.isPicked ? axis.first : axis.origin(of: rest.popFirst() ?? 0) }
  }

  /// The position that the number stood at.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    .moved(from: InputPlace(origin(of: position)))
  }

  /// The same indices of the input.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.map { _ in
      output.map { indices in
        var rest = indices[...]
        return axes.map { axis in
          guard !axis.isPicked, let kept = rest.popFirst() else {
            return RangeSet(axis.first..<axis.first + 1)
          }
          guard axis.step != 1 else { return kept.shifted(by: axis.first) }
          return kept.mapped { axis.origin(of: $0)..<axis.origin(of: $0) + 1 }
        }
      }
    }
  }
}

extension Slice.Axis {
  /// The indices in few characters, for errors.
  fileprivate var excerpt: String { isPicked ? "\(first)" : "\(count) from \(first) in steps of \(step)" }
}
