import ConvNet
import Tensors
import TestSupport
import Testing

struct VerdictTests {
  @Test("the class whose logit is larger than all others wins, whatever the others are")
  func winner() {
    #expect(Verdict(logits: [1, 3, 2]) == .winner(1))
    #expect(Verdict(logits: [-.infinity, -3, -2]) == .winner(2))
    #expect(Verdict(logits: [-1, -1, -0.5]) == .winner(2))
    #expect(Verdict(logits: [3e38, 1]) == .winner(0))
  }

  @Test("equal largest logits have no winner")
  func tie() {
    #expect(Verdict(logits: [0, -0.0, 0]) == .tie([0, 1, 2]))
    #expect(Verdict(logits: [5, 1, 5]) == .tie([0, 2]))
    #expect(Verdict(logits: [-.infinity, -.infinity]) == .tie([0, 1]))
    #expect(Verdict(logits: [5, 1, 5])?.winner == nil)
  }

  @Test("NaN among the logits, or ∞, leaves no winner")
  func spoiled() {
    #expect(Verdict(logits: [9, .nan, 1, .nan]) == .notANumber([1, 3]))
    #expect(Verdict(logits: [9, .infinity, .nan]) == .notANumber([2]))
    #expect(Verdict(logits: [9, .infinity, 1]) == .infinite([1]))
    #expect(Verdict(logits: [.infinity, 1, .infinity]) == .infinite([0, 2]))
  }

  @Test("fewer than two logits have no verdict")
  func single() {
    #expect(Verdict(logits: []) == nil)
    #expect(Verdict(logits: [1]) == nil)
  }

  @Test("a probability speaks for one of two classes, unless it is a half or NaN")
  func probability() {
    #expect(Verdict(probability: 0.51) == .winner(1))
    #expect(Verdict(probability: 0.49) == .winner(0))
    #expect(Verdict(probability: 0.5) == .tie([0, 1]))
    #expect(Verdict(probability: .nan) == .notANumber([0, 1]))
  }

  @Test("a sum of finite numbers beyond the range of Float says what it would be")
  func beyondFloat() throws {
    func explain(_ weights: [Float], _ input: Float) throws -> Explanation {
      let dense = LearnedDense(weight: Tensor(Shape(weights.count, 1), weights), bias: [1])
      let layers = [
        TestLayer(name: "input", block: Input(Shape(weights.count)), inputs: []),
        TestLayer(name: "dense", block: dense, inputs: [0]),
      ]
      let pass = try Trace(
        TrainedNetwork(layers: layers), input: Tensor(Shape(weights.count), repeating: input))
      return try #require(pass.explain(unitAt: [0], inLayer: 1))
    }
    let overflow = try explain([3e38, 3e38], 1)
    #expect(overflow.value == .infinity)
    #expect(overflow.valueBeyondFloat == 2 * Double(Float(3e38)) + 1)
    #expect(try explain([-3e38, -3e38], 1).valueBeyondFloat == -2 * Double(Float(3e38)) + 1)
    #expect(try explain([1, 2], 1).valueBeyondFloat == nil)
    #expect(try explain([1, 2], .infinity).valueBeyondFloat == nil)
    #expect(try explain([1, -2], .infinity).valueBeyondFloat == nil)
  }
}
