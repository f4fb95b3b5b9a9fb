import Tensors

/// A height and a width: of a kernel, a pooling window, or strides.
public struct Size2D: Hashable, Sendable {
  /// Rows.
  public let height: Int
  /// Columns.
  public let width: Int

  /// Makes a size.
  public init(height: Int, width: Int) {
    self.height = height
    self.width = width
  }

  /// Makes a size of as many rows as columns.
  public init(square side: Int) {
    self.init(height: side, width: side)
  }
}

extension Size2D: CustomStringConvertible {
  /// The size as Python writes a tuple: `(3, 3)`.
  public var description: String { "(\(height), \(width))" }
}

/// How a window slides along one axis of its input.
///
/// With n the extent of the input, k of the window, d its dilation and s the stride, the window reaches over
/// r = (k − 1)·d + 1 places. With b padded places before the input and a after it, the number of stops is
/// ⌊(b + n + a − r) ÷ s⌋ + 1.
public struct WindowAxis: Hashable, Sendable {
  /// The extent of the input along the axis.
  public let inputExtent: Int
  /// How many places the window reads at a stop.
  public let windowExtent: Int
  /// How far the window moves at a time.
  public let stride: Int
  /// How far apart the places lie that the window reads; 1 for neighbours.
  public let dilation: Int
  /// How many padded places come before the input.
  public let paddingBefore: Int
  /// How many padded places come after the input; the last of them may be read by no stop.
  public let paddingAfter: Int
  /// How many stops the window makes: the extent of the output.
  public let outputExtent: Int

  /// Lays a window along an axis; `nil` where there is no input, or the window is larger than it with its padding.
  ///
  /// - Precondition: The window, the stride and the dilation are at least 1, the input and the padding at least 0, and
  ///   their sum is an `Int`.
  public init?(
    inputExtent: Int, windowExtent: Int, stride: Int, dilation: Int = 1, paddingBefore: Int = 0,
    paddingAfter: Int = 0
  ) {
    precondition(windowExtent >= 1 && stride >= 1 && dilation >= 1 && inputExtent >= 0)
    precondition(paddingBefore >= 0 && paddingAfter >= 0)
    self.inputExtent = inputExtent
    self.windowExtent = windowExtent
    self.stride = stride
    self.dilation = dilation
    self.paddingBefore = paddingBefore
    self.paddingAfter = paddingAfter
    let room = paddingBefore + inputExtent + paddingAfter - ((windowExtent - 1) * dilation + 1)
    guard inputExtent >= 1, room >= 0 else { return nil }
    outputExtent = room / stride + 1
  }

  /// How many places lie between the first and the last that the window reads, both counted.
  public var reach: Int { (windowExtent - 1) * dilation + 1 }

  /// The places that the window reaches over at a stop, padded ones among them: negative, or past the input.
  public func window(at stop: Int) -> Range<Int> {
    let start = stop * stride - paddingBefore
    return start..<start + reach
  }

  /// The places of the input that the window reaches over at a stop.
  public func places(at stop: Int) -> Range<Int> {
    window(at: stop).clamped(to: 0..<inputExtent)
  }

  /// The places that the window reads at a stop, one an extent of the window, padded ones among them.
  public func taps(at stop: Int) -> [Int] {
    let start = stop * stride - paddingBefore
    return (0..<windowExtent).map { start + $0 * dilation }
  }

  /// The places of the input that the window reads at a stop.
  func placesRead(at stop: Int) -> RangeSet<Int> {
    guard dilation > 1 else { return RangeSet(places(at: stop)) }
    return RangeSet(taps(at: stop).filter { (0..<inputExtent).contains($0) }.map { $0..<$0 + 1 })
  }

  /// The stops at which the window reads a place of the input, in ascending order.
  public func stops(covering place: Int) -> [Int] {
    let first = place + paddingBefore - reach + 1
    let lower = first <= 0 ? 0 : (first - 1) / stride + 1
    let upper = min((place + paddingBefore) / stride + 1, outputExtent)
    return (lower..<max(lower, upper)).filter { stop in
      (place + paddingBefore - stop * stride).isMultiple(of: dilation)
    }
  }

  /// The places of the input that no stop reads, in ascending order.
  public var placesNeverRead: [Int] {
    (0..<inputExtent).filter { stops(covering: $0).isEmpty }
  }
}
