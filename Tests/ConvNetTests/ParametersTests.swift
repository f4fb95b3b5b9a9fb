import ConvNet
import Tensors
import TestSupport
import Testing

struct ParametersTests {
  private let kernel = ParameterAddress(layer: "layer1", name: .kernel)

  @Test("what the layers of a network read fits it")
  func fits() throws {
    let trained = try SmallNetworks.mixed(seed: 1)
    try trained.network.check(trained.parameters)
    #expect(trained.parameters.addresses.count == 7)
    #expect(trained.parameters[kernel] == trained.parameters(ofLayer: 1)[.kernel])
  }

  @Test("each tensor that is missing is named with the shape that it should have")
  func missing() throws {
    let trained = try SmallNetworks.mixed(seed: 1)
    for address in trained.parameters.addresses {
      var parameters = trained.parameters
      let shape = try #require(parameters[address]).shape
      parameters[address] = nil
      #expect(throws: ParameterError.missing(address, expected: shape)) {
        try trained.network.check(parameters)
      }
    }
  }

  @Test("each tensor of another shape is named with both shapes")
  func otherShape() throws {
    let trained = try SmallNetworks.mixed(seed: 1)
    for address in trained.parameters.addresses {
      var parameters = trained.parameters
      let shape = try #require(parameters[address]).shape
      let other = Shape(shape.extents.dropLast() + [shape.channels + 1])
      parameters[address] = Tensor(other)
      #expect(throws: ParameterError.shape(address, expected: shape, found: other)) {
        try trained.network.check(parameters)
      }
    }
  }

  @Test("a tensor that no layer reads is named")
  func unread() throws {
    let trained = try SmallNetworks.mixed(seed: 1)
    for address in [
      ParameterAddress(layer: "layer3", name: .bias), ParameterAddress(layer: "gone", name: .kernel),
    ] {
      var parameters = trained.parameters
      parameters[address] = Tensor(Shape(1))
      #expect(throws: ParameterError.unread(address)) { try trained.network.check(parameters) }
    }
  }

  @Test("layers that share weights read the tensors of the first")
  func shared() throws {
    let dense = Dense(units: 2, usesBias: false)
    let network = try Network(layers: [
      Layer(name: "input", operation: Input(Shape(2)), inputs: []),
      Layer(name: "first", operation: dense, inputs: [0]),
      Layer(name: "again", operation: dense, inputs: [1], weightsOf: 1),
      Layer(name: "once more", operation: dense, inputs: [2], weightsOf: 2),
    ])
    let weight = Tensor.random(Shape(2, 2), seed: 1)
    let parameters = Parameters(["first": LayerParameters([.kernel: weight])])
    let trained = try TrainedNetwork(network, parameters)
    #expect((1...3).map { trained.parameters(ofLayer: $0)[.kernel] } == [weight, weight, weight])
    #expect(network.parameterCount == 4 && network.parameterCount(readByLayer: 3) == 4)
    #expect(network.address(of: .kernel, ofLayer: 3) == ParameterAddress(layer: "first", name: .kernel))
  }

  @Test("a copy shares the memory of every tensor until one is changed, and then that of the others")
  func copies() throws {
    let original = try SmallNetworks.mixed(seed: 1).parameters
    var copy = original
    copy[kernel]?.values[0] += 1
    for address in original.addresses {
      let (one, other) = (try #require(original[address]), try #require(copy[address]))
      let isShared = one.values.withUnsafeBufferPointer { one in
        other.values.withUnsafeBufferPointer { one.baseAddress == $0.baseAddress }
      }
      #expect(isShared == (address != kernel), "\(address)")
    }
  }
}
