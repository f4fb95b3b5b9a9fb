import Tensors
import Testing

struct AgreementTests {
  private func compare(_ found: [Float], _ expected: [Float]) -> Agreement {
    Agreement(Tensor(Shape(found.count), found), expected: Tensor(Shape(expected.count), expected))
  }

  @Test("the tolerance is relative to the largest expected number")
  func relative() {
    let agreement = compare([1, 99.9, -3], [1, 100, -3])
    #expect(agreement.worstPosition == [1])
    #expect(agreement.expectedMagnitude == 100)
    #expect(agreement.holds(to: 0.002))
    #expect(!agreement.holds(to: 0.0005))
  }

  @Test("equal tensors agree, zeros and non-finite numbers among them")
  func equal() {
    #expect(compare([0, 0], [0, 0]).holds(to: 1e-9))
    #expect(compare([.nan, .infinity, 1], [.nan, .infinity, 1]).holds(to: 1e-9))
    #expect(compare([], []).holds(to: 1e-9))
    #expect(compare([], []).worstPosition == nil)
  }

  @Test(
    "NaN and infinities elsewhere never agree",
    arguments: [Float.nan, .infinity, -.infinity], [Float(1), -.infinity])
  func nonFinite(found: Float, expected: Float) {
    let same = found == expected
    #expect(compare([2, found], [2, expected]).nonFiniteMismatch == (same ? nil : [1]))
    #expect(compare([2, found], [2, expected]).holds(to: 1) == same)
    #expect(compare([2, expected], [2, found]).holds(to: 1) == same)
  }

  @Test("the worst position is given in the tensor's axes")
  func position() {
    var tensor = Tensor(Shape(2, 3, 4))
    tensor[1, 2, 3] = 5
    #expect(Agreement(tensor, expected: Tensor(Shape(2, 3, 4))).worstPosition == [1, 2, 3])
    #expect(!Agreement(tensor, expected: Tensor(Shape(2, 3, 4))).holds(to: 0.1))
  }

  @Test("a difference beyond Float does not agree")
  func overflow() {
    #expect(!compare([3e38], [-3e38]).holds(to: 1))
  }
}
