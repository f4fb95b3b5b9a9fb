public import Tensors

/// The layer that a picture enters by.
public struct Input: FixedOperation {
  /// The shape of the picture: (height, width, channel).
  public let shape: Shape
  /// Whether the code has the axes of a picture as (channel, height, width).
  public let isChannelsFirst: Bool
  /// The type of the numbers, where it holds integers alone: `uint8`.
  public let integerType: String?

  /// Makes an input of a shape, which is (height, width, channel) whatever order the code has.
  public init(_ shape: Shape, isChannelsFirst: Bool = false, integerType: String? = nil) {
    self.shape = shape
    self.integerType = integerType
    self.isChannelsFirst = isChannelsFirst && shape.rank == 3
  }

  /// The shape itself; an input reads no layer.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    guard inputs.isEmpty else { throw .inputCount(expected: 0, found: inputs.count) }
    guard shape.rank >= 1, shape.extents.allSatisfy({ $0 >= 1 }) else {
      throw .argument("shape", found: "\(shape)")
    }
    return shape
  }

  /// Not computed: a pass starts with the picture.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    Tensor(shape)
  }

  /// None: the numbers are given.
  public func termCount(inputs: [Shape]) -> Int { 0 }

  /// A number of the picture.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form { .given }

  /// An input reads no layer.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] { [] }
}
