import Tensors
import TestSupport
import Testing

@testable import ConvNet

struct ConstantArithmeticTests {
  private static let operations: [Elementwise.Operation] = [.add, .subtract, .multiply, .divide]

  private func arithmetic(
    _ operation: Elementwise.Operation, _ constant: Double, isConstantFirst: Bool = false
  ) throws -> ConstantArithmetic {
    try #require(ConstantArithmetic(operation, constant, isConstantFirst: isConstantFirst))
  }

  @Test("shapes, explanations and fields are exact, on either side of the sign", arguments: operations)
  func sweep(operation: Elementwise.Operation) throws {
    let input = Tensor.random(Shape(2, 3, 2), seed: 1)
    for constant in [0.1, -3, 127.5] {
      try OperationChecks(arithmetic(operation, constant), [input]).expectAll()
      guard operation != .divide else { continue }
      try OperationChecks(arithmetic(operation, constant, isConstantFirst: true), [input]).expectAll()
    }
  }

  @Test("a constant is not divided by a number")
  func quotient() {
    #expect(ConstantArithmetic(.divide, 1, isConstantFirst: true) == nil)
  }

  @Test("the order counts where something is taken away, and the constant is a Float")
  func values() throws {
    let input = Tensor(Shape(2), [0.25, 3])
    #expect(try arithmetic(.subtract, 1).preActivation(of: [input]).values == [-0.75, 2])
    #expect(
      try arithmetic(.subtract, 1, isConstantFirst: true).preActivation(of: [input]).values == [0.75, -2])
    #expect(try arithmetic(.divide, 0.5).preActivation(of: [input]).values == [0.5, 6])
    let one = Tensor(Shape(1), [1])
    #expect(try arithmetic(.multiply, 0.1).preActivation(of: [one]).values == [0.1])
  }

  @Test("signs stay where nothing can become negative")
  func signs() throws {
    #expect(try arithmetic(.add, 3).keepsSigns && arithmetic(.divide, 6).keepsSigns)
    #expect(try !arithmetic(.add, -3).keepsSigns && !arithmetic(.subtract, 1).keepsSigns)
    #expect(
      try !arithmetic(.multiply, -1).keepsSigns && !arithmetic(.subtract, 1, isConstantFirst: true).keepsSigns
    )
  }
}
