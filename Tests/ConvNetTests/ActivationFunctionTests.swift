import ConvNet
import Tensors
import Testing

struct ActivationFunctionTests {
  private func apply(_ function: ActivationFunction, _ values: [Float]) -> [Float] {
    function(Tensor(Shape(values.count), values)).values
  }

  @Test("ReLU keeps what is positive and NaN, and leaves no minus zero")
  func relu() {
    let values = apply(.relu, [-2, -0.0, 0, 3, .infinity, -.infinity, .nan])
    #expect(values.dropLast() == [0, 0, 0, 3, .infinity, 0])
    #expect(values[1].sign == .plus)
    #expect(values[6].isNaN)
  }

  @Test("sigmoid runs from nought to one and keeps NaN")
  func sigmoid() {
    let values = apply(.sigmoid, [0, 1_000, -1_000, .infinity, -.infinity, .nan, 2])
    #expect(values[..<5] == [0.5, 1, 0, 1, 0])
    #expect(values[5].isNaN)
    #expect(abs(values[6] - 0.880797) < 1e-6)
  }

  @Test("tanh runs from minus one to one and keeps NaN")
  func tanh() {
    let values = apply(.tanh, [0, 1_000, -1_000, .infinity, -.infinity, .nan, 0.5])
    #expect(values[..<5] == [0, 1, -1, 1, -1])
    #expect(values[5].isNaN)
    #expect(abs(values[6] - 0.46211717) < 1e-6)
  }

  @Test("softmax adds up to one, however large the numbers are")
  func softmax() {
    #expect(apply(.softmax, [1_000, 1_000]) == [0.5, 0.5])
    #expect(apply(.softmax, [-3e38, 3e38]) == [0, 1])
    #expect(apply(.softmax, [-.infinity, 0, 0]) == [0, 0.5, 0.5])
    let values = apply(.softmax, [1, 2, 3])
    #expect(abs(values[2] - 0.66524096) < 1e-6)
    #expect(abs(values.reduce(0, +) - 1) < 1e-6)
  }

  @Test("softmax of NaN, or of an infinite number that divides by infinity, is NaN everywhere")
  func softmaxNonFinite() {
    for row in [[1, Float.nan], [.nan, 1], [.infinity, 1], [-.infinity, -.infinity]] {
      #expect(apply(.softmax, row).allSatisfy { $0.isNaN }, "\(row)")
    }
  }

  @Test("softmax works on the last axis")
  func softmaxAxis() {
    let values = ActivationFunction.softmax(Tensor(Shape(2, 1, 2), [5, 5, .nan, 0])).values
    #expect(values[..<2] == [0.5, 0.5])
    #expect(values[2].isNaN && values[3].isNaN)
  }

  @Test("sparsemax takes its threshold of the sums of the largest numbers, as Keras does")
  func sparsemax() {
    #expect(apply(.sparsemax, [0, 5, 1]) == [0, 1, 0])
    // Both count: τ = (1 + 1.5 − 1) ÷ 2, where the paper has (1.5 − 1) ÷ 2.
    #expect(apply(.sparsemax, [1, 0.5]) == [0.25, 0])
    #expect(apply(.sparsemax, [1, .nan]).allSatisfy { $0.isNaN })
  }

  @Test("a clip keeps numbers within its ends, of which one may be missing, and keeps NaN")
  func clip() {
    #expect(apply(.clip(lower: -1, upper: 0.5), [-2, -1, 0.25, 3]) == [-1, -1, 0.25, 0.5])
    #expect(apply(.clip(lower: 1, upper: .infinity), [-.infinity, 2, .infinity]) == [1, 2, .infinity])
    #expect(apply(.clip(lower: -.infinity, upper: 1), [.nan])[0].isNaN)
    #expect(ActivationFunction.clip(lower: -1, upper: 2).isSigned)
    #expect(!ActivationFunction.clip(lower: 0, upper: 2).isSigned)
    let ends: [(Float, Float)] = [(0, 6), (0, .infinity), (-.infinity, 6), (-.infinity, .infinity)]
    let formulas = ends.map { ActivationFunction.clip(lower: $0, upper: $1).formula }
    #expect(formulas == ["min(max(0.0, x), 6.0)", "max(0.0, x)", "min(x, 6.0)", "x"])
  }

  @Test("linear changes nothing")
  func linear() {
    #expect(apply(.linear, [-1, 0, 2]) == [-1, 0, 2])
  }
}
