import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct PictureChannelsTests {
  /// Whether maps behind an operation that reads a picture of three channels are still those channels.
  private func keeps(_ operations: [any ConvNet.Operation], _ inputs: [[Int]]? = nil) throws -> Bool {
    let layers = operations.enumerated().map { index, operation in
      Layer(name: "layer\(index)", operation: operation, inputs: inputs?[index] ?? [index])
    }
    let network = try Network(
      layers: [Layer(name: "input", operation: Input(Shape(4, 4, 3)), inputs: [])] + layers)
    return network.hasPictureChannels(ofLayer: network.layers.count - 1)
  }

  private let rescaling = Rescaling(scale: Constant(2), offset: Constant(0))

  @Test("what scales, pads, crops, pools and enlarges keeps the channels of a picture, one behind the other")
  func kept() throws {
    #expect(try keeps([rescaling]))
    #expect(try keeps([rescaling, ActivationLayer(.relu), rescaling]))
    let pooling = Pooling2D(
      .maximum,
      poolSize: Size2D(square: 2), strides: Size2D(square: 2))
    #expect(try keeps([rescaling, pooling]))
    #expect(try keeps([Normalization(.given(mean: Constant(1), variance: Constant(1)))]))
  }

  @Test("what merges or moves channels, or mixes them, makes maps of them")
  func changed() throws {
    let convolution = Conv2D(filters: 3, kernelSize: Size2D(square: 1))
    #expect(try !keeps([convolution]))
    #expect(try !keeps([convolution, rescaling]))
    #expect(try !keeps([Permute(axes: [2, 0, 1])]))
    #expect(try !keeps([ActivationLayer(.softmax)]))
    #expect(try !keeps([rescaling, MergeLayer(.add)], [[0], [0, 1]]))
    #expect(try !keeps([Flatten()]))
  }
}
