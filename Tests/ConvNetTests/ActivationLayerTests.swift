import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct ActivationLayerTests {
  @Test("the number that comes in is the pre-activation, and the layer's function is applied to it")
  func function() throws {
    for name in ActivationFunction.kerasNames {
      let function = try #require(ActivationFunction(kerasName: name))
      let layer = ActivationLayer(function)
      try OperationChecks(layer, [.random(Shape(2, 2, 3), seed: 1)]).expectAll()
      #expect(layer.activationFunction == function && layer.className == "Activation")
      #expect(ActivationFunction(kerasName: function.kerasName) == function)
    }
  }

  @Test("the code is that of the class, with the arguments that differ from Keras's defaults")
  func code() {
    func code(_ function: ActivationFunction, _ spelling: ActivationLayer.Spelling = .ofItsClass) -> String {
      ActivationLayer(function, as: spelling).code
    }
    #expect(code(.hardSilu, .named) == "Activation('hard_silu')")
    #expect(code(.leakyReLU(negativeSlope: 0.2), .named) == "Activation('leaky_relu')")
    #expect(code(.leakyReLU(negativeSlope: 0.1), .named) == "Activation(LeakyReLU(negative_slope=0.1))")
    #expect(code(.relu) == "ReLU()" && code(.relu6) == "ReLU(max_value=6.0)")
    let bent = BentReLU(maximum: 2, negativeSlope: 0.25, threshold: 0.5)
    #expect(code(.bentReLU(bent)) == "ReLU(max_value=2.0, negative_slope=0.25, threshold=0.5)")
    #expect(code(.leakyReLU(negativeSlope: 0.3)) == "LeakyReLU()")
    #expect(code(.leakyReLU(negativeSlope: 0.2)) == "LeakyReLU(negative_slope=0.2)")
    #expect(code(.elu(alpha: 1)) == "ELU()" && code(.elu(alpha: 0.5)) == "ELU(alpha=0.5)")
    #expect(code(.softmax, .softmax(axis: -1)) == "Softmax()")
    #expect(code(.softmax, .softmax(axis: 3)) == "Softmax(axis=3)")
    #expect(ActivationLayer(.relu6, as: .ofItsClass).className == "ReLU")
  }

  @Test("a function with arguments stands in another layer's code as the layer that makes it")
  func insideOfALayer() {
    let dense = LearnedDense(
      weight: Tensor(Shape(2, 3)), bias: nil, activationFunction: .leakyReLU(negativeSlope: 0.1))
    #expect(dense.code == "Dense(3, activation=LeakyReLU(negative_slope=0.1), use_bias=False)")
    let plain = LearnedDense(
      weight: Tensor(Shape(2, 3)), bias: [0, 0, 0], activationFunction: .elu(alpha: 1))
    #expect(plain.code == "Dense(3, activation='elu')")
  }

  @Test("softmax over another axis than the last, several inputs and a single number are refused")
  func faults() {
    let softmax = ActivationLayer(.softmax, as: .softmax(axis: 1))
    expect(.argument("axis", found: "1"), softmax, [Shape(2, 3)])
    #expect(throws: Never.self) { try softmax.outputShape(of: [Shape(3)]) }
    expect(.argument("axis", found: "4"), ActivationLayer(.softmax, as: .softmax(axis: 4)), [Shape(2, 3, 4)])
    expect(.inputCount(expected: 1, found: 2), ActivationLayer(.relu), [Shape(2), Shape(2)])
    expect(.rank(expected: 1, found: Shape()), ActivationLayer(.relu), [Shape()])
  }
}
