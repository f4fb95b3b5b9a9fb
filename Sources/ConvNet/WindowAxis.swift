import Tensors

/// What a layer does at the border of its input; the words are those of Keras.
public enum Padding: String, Sendable, CaseIterable {
  /// The window stays inside the input.
  case valid
  /// A border is added so that with strides of 1 the extent stays.
  case same
}

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
/// With n the extent of the input, k of the window and s the stride, the number of stops is ⌊(n − k) ÷ s⌋ + 1
/// for `valid` padding and ⌈n ÷ s⌉ for `same`. `same` adds max((stops − 1)·s + k − n, 0) places, half of them,
/// rounded down, before the input. Source: TensorFlow, `tf.nn.convolution`, "Notes on padding".
public struct WindowAxis: Hashable, Sendable {
  /// The extent of the input along the axis.
  public let inputExtent: Int
  /// The extent of the window.
  public let windowExtent: Int
  /// How far the window moves at a time.
  public let stride: Int
  /// How many padded places come before the input.
  public let paddingBefore: Int
  /// How many padded places come after the input, as far as the window reads them.
  public let paddingAfter: Int
  /// How many stops the window makes: the extent of the output.
  public let outputExtent: Int

  /// Lays a window along an axis; `nil` where a `valid` window is larger than the input.
  ///
  /// - Precondition: The window and the stride are at least 1, the input at least 0.
  public init?(inputExtent: Int, windowExtent: Int, stride: Int, padding: Padding) {
    precondition(windowExtent >= 1 && stride >= 1 && inputExtent >= 0)
    self.inputExtent = inputExtent
    self.windowExtent = windowExtent
    self.stride = stride
    switch padding {
    case .valid:
      guard inputExtent >= windowExtent else { return nil }
      outputExtent = (inputExtent - windowExtent) / stride + 1
      paddingBefore = 0
      paddingAfter = 0
    case .same:
      guard inputExtent >= 1 else { return nil }
      outputExtent = (inputExtent - 1) / stride + 1
      let total = max((outputExtent - 1) * stride + windowExtent - inputExtent, 0)
      paddingBefore = total / 2
      paddingAfter = total - total / 2
    }
  }

  /// The places that the window covers at a stop, padded ones among them: negative, or past the input.
  public func window(at stop: Int) -> Range<Int> {
    let start = stop * stride - paddingBefore
    return start..<start + windowExtent
  }

  /// The places of the input that the window covers at a stop.
  public func places(at stop: Int) -> Range<Int> {
    window(at: stop).clamped(to: 0..<inputExtent)
  }

  /// The stops at which the window covers a place of the input.
  public func stops(covering place: Int) -> Range<Int> {
    let first = place + paddingBefore - windowExtent + 1
    let lower = first <= 0 ? 0 : (first - 1) / stride + 1
    let upper = min((place + paddingBefore) / stride + 1, outputExtent)
    return lower..<max(lower, upper)
  }

  /// The places of the input that no stop covers, in ascending order.
  public var placesNeverRead: [Int] {
    (0..<inputExtent).filter { stops(covering: $0).isEmpty }
  }
}

/// How a window slides over the rows and the columns of its input.
public struct WindowGrid: Hashable, Sendable {
  /// Along the rows.
  public let rows: WindowAxis
  /// Along the columns.
  public let columns: WindowAxis

  /// The most places that a window may have: none is larger in earnest, and each is named in an explanation.
  public static let largestWindow = 1 << 20

  /// Lays a window over a (height, width, channel) input.
  ///
  /// - Throws: `LayerFault` where the input has another rank, an argument is out of range, or the window does not
  ///   fit.
  init(_ input: Shape, window: Size2D, strides: Size2D, padding: Padding) throws(LayerFault) {
    guard input.rank == 3 else { throw .rank(expected: 3, found: input) }
    guard window.height >= 1, window.width >= 1, Self.largestWindow / window.height >= window.width else {
      throw .argument("window", found: "\(window)")
    }
    guard strides.height >= 1, strides.width >= 1 else { throw .argument("strides", found: "\(strides)") }
    guard
      let rows = WindowAxis(
        inputExtent: input[0], windowExtent: window.height, stride: strides.height, padding: padding),
      let columns = WindowAxis(
        inputExtent: input[1], windowExtent: window.width, stride: strides.width, padding: padding)
    else { throw .windowTooLarge(window: window, input: input) }
    self.rows = rows
    self.columns = columns
  }

  /// The window's input positions for a set of its stops.
  func region(reading output: Region) -> Region {
    guard case .grid(let rows, let columns) = output else { return output }
    return .grid(
      rows: Set(rows.flatMap { self.rows.places(at: $0) }),
      columns: Set(columns.flatMap { self.columns.places(at: $0) }))
  }
}
