public import Tensors

/// The layer that a picture enters by.
public struct Input: LayerKind {
  /// The name of the Keras class.
  public static let className = "InputLayer"

  /// The shape of the picture: (height, width, channel).
  public let shape: Shape

  /// Makes an input of a shape.
  public init(_ shape: Shape) {
    self.shape = shape
  }

  /// The code `Input((32, 32, 3))`.
  public var listing: [ListingToken] {
    ListingToken.call("Input", [[ListingToken("\(shape)", .inputShape)]])
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
