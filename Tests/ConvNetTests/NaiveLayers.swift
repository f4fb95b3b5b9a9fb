import ConvNet
import Tensors
import TestSupport

/// Convolution and pooling written once more, by other means than the engine: the input is padded first, and the
/// window then moves over it until it no longer fits.
enum NaiveLayers {
  /// The sums of a convolution, before the activation function.
  static func convolution(
    _ input: Tensor, weight: Tensor, bias: [Float]?, strides: Size2D, padding: Padding
  ) -> Tensor {
    let window = Size2D(height: weight.shape[0], width: weight.shape[1])
    return slide(input, window: window, strides: strides, padding: padding, border: 0, weight.shape[3]) {
      patch, w in
      var sum = Double(bias?[w] ?? 0)
      for i in 0..<window.height {
        for j in 0..<window.width {
          for k in 0..<weight.shape[2] { sum += Double(patch(i, j, k)) * Double(weight[i, j, k, w]) }
        }
      }
      return Float(sum)
    }
  }

  /// The largest numbers of a pooling.
  static func maximum(_ input: Tensor, window: Size2D, strides: Size2D, padding: Padding) -> Tensor {
    slide(input, window: window, strides: strides, padding: padding, border: -.infinity, input.shape[2]) {
      patch, k in
      var numbers: [Float] = []
      for i in 0..<window.height {
        for j in 0..<window.width { numbers.append(patch(i, j, k)) }
      }
      return numbers.contains { $0.isNaN } ? .nan : numbers.max() ?? .nan
    }
  }

  /// The means of a pooling: sums and counts of the same convolution with weights of 1 over the input and over 1s.
  static func average(_ input: Tensor, window: Size2D, strides: Size2D, padding: Padding) -> Tensor {
    let ones = Tensor(input.shape, repeating: 1)
    let sums = sum(input, window: window, strides: strides, padding: padding)
    let counts = sum(ones, window: window, strides: strides, padding: padding)
    return Tensor(sums.shape, zip(sums.values, counts.values).map { $0 / $1 })
  }

  private static func sum(_ input: Tensor, window: Size2D, strides: Size2D, padding: Padding) -> Tensor {
    slide(input, window: window, strides: strides, padding: padding, border: 0, input.shape[2]) { patch, k in
      var sum = 0.0
      for i in 0..<window.height {
        for j in 0..<window.width { sum += Double(patch(i, j, k)) }
      }
      return Float(sum)
    }
  }

  private typealias Patch = (_ i: Int, _ j: Int, _ k: Int) -> Float

  private static func slide(
    _ input: Tensor, window: Size2D, strides: Size2D, padding: Padding, border: Float, _ channels: Int,
    number: (Patch, Int) -> Float
  ) -> Tensor {
    let padded = pad(input, window: window, strides: strides, padding: padding, border: border)
    var output: [Float] = []
    var rows = 0
    var top = 0
    while top + window.height <= padded.shape[0] {
      var left = 0
      while left + window.width <= padded.shape[1] {
        output += (0..<channels).map { w in number({ padded[top + $0, left + $1, $2] }, w) }
        left += strides.width
      }
      rows += 1
      top += strides.height
    }
    let columns = rows == 0 ? 0 : output.count / rows / channels
    return Tensor(Shape(rows, columns, channels), output)
  }

  private static func pad(
    _ input: Tensor, window: Size2D, strides: Size2D, padding: Padding, border: Float
  ) -> Tensor {
    guard padding == .same else { return input }
    let rows = missing(input.shape[0], window: window.height, stride: strides.height)
    let columns = missing(input.shape[1], window: window.width, stride: strides.width)
    let shape = Shape(input.shape[0] + rows, input.shape[1] + columns, input.shape[2])
    var padded = Tensor(shape, repeating: border)
    for row in 0..<input.shape[0] {
      for column in 0..<input.shape[1] {
        for channel in 0..<input.shape[2] {
          padded[row + rows / 2, column + columns / 2, channel] = input[row, column, channel]
        }
      }
    }
    return padded
  }

  /// How many places have to be added so that the window stops once for every started stride.
  private static func missing(_ extent: Int, window: Int, stride: Int) -> Int {
    var stops = 0
    while stops * stride < extent { stops += 1 }
    return max((stops - 1) * stride + window - extent, 0)
  }
}
