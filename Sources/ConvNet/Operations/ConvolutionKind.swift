/// A layer each unit of which is a sum of products over a window of its input.
///
/// The products of an input channel are those of `kernelSize`, by row, then column.
public protocol ConvolutionKind: Operation {
  /// The rows and columns of the window.
  var kernelSize: Size2D { get }
}

extension Conv2D: ConvolutionKind {}
extension DepthwiseConv2D: ConvolutionKind {}
