import Tensors
import Testing

struct ElementaryFunctionsTests {
  @Test("elementary functions have their known values")
  func values() {
    #expect(exponential(0) == 1)
    #expect(abs(exponential(1) - 2.718281828459045) < 1e-15)
    #expect(naturalLogarithm(1) == 0)
    #expect(decimalLogarithm(1_000) == 3)
    #expect(hyperbolicTangent(0) == 0)
    #expect(hyperbolicTangent(100) == 1)
    #expect(power(2, 10) == 1_024)
  }
}
