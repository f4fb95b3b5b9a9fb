import ConvNet
import Tensors
import TestSupport
import Testing

struct DenseTests {
  @Test("every unit adds all numbers times weights of its own, and a bias")
  func sums() {
    let layer = LearnedDense(weight: Tensor(Shape(3, 2), [1, 10, 2, 20, 4, 40]), bias: [0.5, -5])
    #expect(layer.preActivation(of: [Tensor(Shape(3), [1, 1, 2])]).values == [11.5, 105])
  }

  @Test("only the last axis is multiplied", arguments: [[3], [4, 3], [2, 5, 3]])
  func lastAxis(extents: [Int]) throws {
    let input = Tensor.random(Shape(extents), seed: 4)
    let layer = LearnedDense(weight: .random(Shape(3, 2), seed: 5), bias: nil)
    let output = layer.preActivation(of: [input])
    #expect(try layer.outputShape(of: [input.shape]) == output.shape)
    #expect(output.shape.extents == extents.dropLast() + [2])
    for place in 0..<input.values.count / 3 {
      for unit in 0..<2 {
        let sum = (0..<3).reduce(0.0) {
          $0 + Double(input.values[place * 3 + $1]) * Double(layer.weight[$1, unit])
        }
        #expect(output.values[place * 2 + unit] == Float(sum))
      }
    }
  }

  @Test("parameters and products are counted")
  func counts() {
    let layer = LearnedDense(weight: Tensor(Shape(1_024, 64)), bias: [Float](repeating: 0, count: 64))
    #expect(layer.parameterCount == 65_600)
    #expect(layer.multiplyAddCount(inputs: [Shape(1_024)], output: Shape(64)) == 65_536)
  }

  @Test("what contradicts itself or the input is refused")
  func faults() {
    expect(.inputCount(expected: 1, found: 0), Dense(units: 2), [])
    expect(.rank(expected: 1, found: Shape([])), Dense(units: 2), [Shape([])])
    expect(.argument("units", found: "0"), Dense(units: 0), [Shape(3)])
  }

  @Test("the weights are (input, output), and a bias a unit where it has one")
  func slots() throws {
    #expect(
      try Dense(units: 2).parameterSlots(for: [Shape(5, 3)]) == [
        ParameterSlot(.kernel, Shape(3, 2)), ParameterSlot(.bias, Shape(2)),
      ])
    #expect(
      try Dense(units: 2, usesBias: false).parameterSlots(for: [Shape(3)]) == [
        ParameterSlot(.kernel, Shape(3, 2))
      ])
  }
}
