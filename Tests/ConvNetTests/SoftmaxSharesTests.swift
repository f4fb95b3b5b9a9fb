import ConvNet
import Tensors
import TestSupport
import Testing

struct SoftmaxSharesTests {
  @Test("shares add up to 1, and keep the order of the logits", arguments: UInt64(1)...5)
  func sum(seed: UInt64) {
    let logits = Tensor.random(Shape(10), seed: seed).values.map { 30 * $0 }
    let softmax = softmaxShares(of: logits)
    #expect(abs(softmax.shares.reduce(0, +) - 1) < 1e-12)
    #expect(
      logits.indices.sorted { logits[$0] < logits[$1] }
        == softmax.shares.indices.sorted { softmax.shares[$0] < softmax.shares[$1] })
    #expect(softmax.sum == softmax.exponents.reduce(0, +))
    #expect(softmax.max == logits.map(Double.init).max() && softmax.exponents.max() == 1)
  }

  @Test("shares are exponential quotients, and a common addend changes none")
  func quotients() {
    let softmax = softmaxShares(of: [1, 2, 3])
    let plain = [1.0, 2, 3].map { exponential($0) }
    for (share, value) in zip(softmax.shares, plain) {
      #expect(abs(share - value / plain.reduce(0, +)) < 1e-15)
    }
    #expect(softmaxShares(of: [1_001, 1_002, 1_003]).shares == softmax.shares)
  }

  @Test("NaN and infinity make every share NaN, and nothing has no shares")
  func nonFinite() {
    #expect(softmaxShares(of: [1, .nan]).shares.allSatisfy { $0.isNaN })
    #expect(softmaxShares(of: [1, .infinity]).shares[1].isNaN)
    #expect(softmaxShares(of: [1, -.infinity]).shares == [1, 0])
    #expect(softmaxShares(of: []).shares.isEmpty)
  }

  @Test("the explanation of a unit behind a softmax has the shares of its axis, and no other has")
  func explanation() throws {
    let network = try SmallNetworks.chain(
      Shape(5, 4, 1),
      [SmallNetworks.convolution(Size2D(square: 2), from: 1, to: 3, .softmax), Flatten()])
    let pass = try Trace(network, input: .random(Shape(5, 4, 1), seed: 2))
    let before = pass.preActivations[1]
    for offset in 0..<network.shapes[1].count {
      let position = network.shapes[1].indices(ofOffset: offset)
      let explanation = try #require(pass.explain(UnitAddress(layer: 1, position: position)))
      let axis = (0..<3).map { before[position[0], position[1], $0] }
      #expect(explanation.softmax == softmaxShares(of: axis))
      #expect(explanation.softmax.map { Float($0.shares[position[2]]) } == explanation.value)
    }
    #expect(pass.explain(UnitAddress(layer: 2, position: [0]))?.softmax == nil)
    #expect(pass.explain(UnitAddress(layer: 0, position: [0, 0, 0]))?.softmax == nil)
  }
}
