import ConvNet
import KerasNotation
import Tensors
import TestSupport
import Testing

/// Operations as lines of PyTorch's code.
struct TorchCodeTests {
  private func code(_ operation: any Operation, _ inputs: Shape...) -> String? {
    operation.torchCode(reading: inputs)?.text
  }

  private let maps = Shape(32, 32, 3)

  @Test("a convolution says its channels, filters and window, and what differs from the defaults")
  func convolutions() {
    let border = Border(top: 1, bottom: 1, left: 1, right: 1)
    #expect(code(Conv2D(filters: 32, kernelSize: Size2D(square: 3)), maps) == "nn.Conv2d(3, 32, 3)")
    let strided = Conv2D(
      filters: 8, kernelSize: Size2D(height: 3, width: 5), strides: Size2D(square: 2), padding: border,
      groups: 3,
      usesBias: false)
    #expect(code(strided, maps) == "nn.Conv2d(3, 8, (3, 5), stride=2, padding=1, groups=3, bias=False)")
    let depthwise = DepthwiseConv2D(kernelSize: Size2D(square: 3), multiplier: 2, dilation: Size2D(square: 2))
    #expect(code(depthwise, maps) == "nn.Conv2d(3, 6, 3, dilation=2, groups=3)")
  }

  @Test("a pooling says its window, and a window that is rounded up")
  func poolings() {
    let window = Size2D(square: 2)
    let right = Border(top: 0, bottom: 1, left: 0, right: 1)
    #expect(code(Pooling2D(.maximum, poolSize: window), maps) == "nn.MaxPool2d(2)")
    #expect(
      code(Pooling2D(.maximum, poolSize: window, padding: right), maps) == "nn.MaxPool2d(2, ceil_mode=True)")
    let around = Pooling2D(
      .average, poolSize: Size2D(square: 3), strides: window,
      padding: Border(top: 1, bottom: 1, left: 1, right: 1))
    #expect(code(around, maps) == "nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=False)")
    #expect(code(GlobalPooling2D(.average, keepsAxes: true), maps) == "nn.AdaptiveAvgPool2d(1)")
    #expect(code(GlobalPooling2D(.average), maps) == "x.mean((2, 3))")
  }

  @Test("layers that learn say how many numbers come in")
  func learned() {
    #expect(code(Dense(units: 10, usesBias: false), Shape(64)) == "nn.Linear(64, 10, bias=False)")
    #expect(code(BatchNormalization(epsilon: 1e-5), maps) == "nn.BatchNorm2d(3)")
    #expect(code(BatchNormalization(epsilon: 0.001), Shape(3)) == "nn.BatchNorm1d(3, eps=0.001)")
    #expect(code(LayerNormalization(epsilon: 1e-6), Shape(5, 8)) == "nn.LayerNorm(8, eps=1e-06)")
    #expect(code(PReLU(sharedAxes: [0, 1]), maps) == "nn.PReLU(3)")
  }

  @Test("functions, merges and moves are PyTorch's")
  func others() {
    #expect(code(ActivationLayer(.relu), maps) == "nn.ReLU()")
    #expect(code(ActivationLayer(.leakyReLU(negativeSlope: 0.2)), maps) == "nn.LeakyReLU(0.2)")
    #expect(code(ActivationLayer(.softmax), Shape(10)) == "nn.Softmax(dim=-1)")
    #expect(
      code(ActivationLayer(.bentReLU(BentReLU(maximum: 1, negativeSlope: 0, threshold: 0))), maps)
        == "nn.Hardtanh(0.0, 1.0)")
    #expect(code(MergeLayer(.add), maps, maps) == "x1 + x2")
    #expect(code(MergeLayer(.maximum), maps, maps) == "torch.maximum(x1, x2)")
    #expect(code(Concatenate(), maps, maps) == "torch.cat((x1, x2), 1)")
    #expect(code(Flatten(.channelsFirst), maps) == "nn.Flatten()")
    #expect(code(Permute(axes: [2, 0, 1]), maps) == "x.permute(0, 3, 1, 2)")
    #expect(
      code(Cropping2D(Border(top: 1, bottom: 0, left: 0, right: 2)), maps) == "x[:, :, 1:, :-2]")
    #expect(code(UpSampling2D(size: Size2D(square: 2)), maps) == "nn.Upsample(scale_factor=2)")
    #expect(code(Conv2D(filters: 1, kernelSize: Size2D(square: 1), activationFunction: .relu), maps) == nil)
  }
}
