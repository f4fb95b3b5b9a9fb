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

  @Test("a block of constants is broadcast from the last axis on, and does not enlarge its input")
  func blocks() throws {
    let input = Tensor.random(Shape(2, 3, 2), seed: 1)
    for (shape, count) in [(Shape(2), 2), (Shape(3, 1), 3), (Shape(2, 3, 2), 12)] {
      let block = Constant(shape, (0..<count).map { Double($0) - 1.5 })
      for operation in Self.operations {
        try OperationChecks(#require(ConstantArithmetic(operation, block)), [input]).expectAll()
      }
    }
    let numbers = Constant(Shape(2), [10, 20])
    let sum = try #require(ConstantArithmetic(.add, numbers))
    #expect(sum.preActivation(of: [Tensor(Shape(2, 2), [1, 2, 3, 4])]).values == [11, 22, 13, 24])
    let difference = try #require(ConstantArithmetic(.subtract, numbers, isConstantFirst: true))
    #expect(difference.preActivation(of: [Tensor(Shape(2, 2), [1, 2, 3, 4])]).values == [9, 18, 7, 16])
    expect(.argument("constant", found: "[10.0, 20.0]"), sum, [Shape(2, 1)])
    expect(.argument("constant", found: "[10.0, 20.0]"), sum, [Shape(3)])
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
