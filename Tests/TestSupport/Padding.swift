public import ConvNet
public import Tensors

/// Borders that tests put around inputs: none, or one with which ⌈n ÷ s⌉ stops fit, the odd place at the end.
public enum Padding: CaseIterable, Sendable {
  /// None.
  case valid
  /// As much as is needed for ⌈n ÷ s⌉ stops.
  case same

  /// The border around an input.
  public func border(
    over input: Shape, window: Size2D, strides: Size2D = Size2D(square: 1),
    dilation: Size2D = Size2D(square: 1)
  ) -> Border {
    let rows = total(input[0], window.height, strides.height, dilation.height)
    let columns = total(input[1], window.width, strides.width, dilation.width)
    return Border(top: rows / 2, bottom: rows - rows / 2, left: columns / 2, right: columns - columns / 2)
  }

  /// How many places are added along an axis.
  public func total(_ extent: Int, _ window: Int, _ stride: Int, _ dilation: Int = 1) -> Int {
    let stops = (extent - 1) / stride + 1
    return self == .valid ? 0 : max((stops - 1) * stride + (window - 1) * dilation + 1 - extent, 0)
  }
}

extension Border {
  /// What keeps the extents of every input under a window that moves by one place.
  public static func keepingExtents(_ window: Size2D) -> Border {
    Padding.same.border(over: Shape(100, 100, 1), window: window)
  }
}

extension WindowAxis {
  /// Lays a window along an axis with a padding of tests.
  public init?(
    inputExtent: Int, windowExtent: Int, stride: Int, dilation: Int = 1, padding: Padding
  ) {
    let total = padding.total(max(1, inputExtent), windowExtent, stride, dilation)
    self.init(
      inputExtent: inputExtent, windowExtent: windowExtent, stride: stride, dilation: dilation,
      paddingBefore: total / 2, paddingAfter: total - total / 2)
  }
}
