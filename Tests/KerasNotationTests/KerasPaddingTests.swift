import ConvNet
import KerasNotation
import Tensors
import TestSupport
import Testing

struct KerasPaddingTests {
  /// Every window, stride and dilation of at most seven over extents of at most seven.
  private func forEach(
    _ check: (_ extent: Int, _ window: Int, _ stride: Int, _ dilation: Int) throws -> Void
  ) rethrows {
    for extent in 1...7 {
      for window in 1...7 {
        for stride in 1...7 {
          for dilation in 1...3 { try check(extent, window, stride, dilation) }
        }
      }
    }
  }

  private func border(_ padding: KerasPadding, _ extent: Int, _ window: Int, _ stride: Int, _ dilation: Int)
    -> Border
  {
    padding.border(
      over: Shape(extent, 3, 2), window: Size2D(height: window, width: 1),
      strides: Size2D(height: stride, width: 1), dilation: Size2D(height: dilation, width: 1))
  }

  @Test("valid is no border")
  func valid() {
    forEach { #expect(border(.valid, $0, $1, $2, $3) == .none) }
  }

  @Test("same gives the extent divided by the stride, as little as that needs, the odd place at the end")
  func same() throws {
    try forEach { extent, window, stride, dilation in
      let border = border(.same, extent, window, stride, dilation)
      let total = Padding.same.total(extent, window, stride, dilation)
      #expect(border == Border(top: total / 2, bottom: (total + 1) / 2, left: 0, right: 0))
      let axis = try #require(
        WindowAxis(
          inputExtent: extent, windowExtent: window, stride: stride, dilation: dilation,
          paddingBefore: border.top, paddingAfter: border.bottom))
      #expect(axis.outputExtent == (extent + stride - 1) / stride)
    }
  }

  @Test("a border that is the one of same is told from others")
  func told() throws {
    let (window, strides) = (Size2D(square: 3), Size2D(square: 2))
    func isSame(_ border: Border) throws -> Bool {
      let pooling = Pooling2D(.maximum, poolSize: window, strides: strides, padding: border)
      return try #require(pooling.grid(over: Shape(8, 7, 1))).isPaddedAsSame
    }
    #expect(try isSame(KerasPadding.same.border(over: Shape(8, 7, 1), window: window, strides: strides)))
    #expect(try !isSame(.none))
    #expect(try !isSame(Border(top: 1, bottom: 1, left: 1, right: 1)))
  }

  @Test("no window slides over a line, and one too large to be counted gets no border")
  func none() {
    let two = Size2D(square: 2)
    #expect(KerasPadding.same.border(over: Shape(7), window: two, strides: two) == .none)
    let huge = KerasPadding.same.border(
      over: Shape(7, 7, 1), window: Size2D(square: 3), strides: two, dilation: Size2D(square: .max))
    #expect(huge == .none)
  }
}
