public import ConvNet

/// A block at its place in a network of a test.
public struct TestLayer: Sendable {
  /// The layer's name.
  public let name: String
  /// The operation with its numbers.
  public let block: any BuildingBlock
  /// The layers that it reads.
  public let inputs: [Int]

  /// Puts a block at a place.
  public init(name: String, block: any BuildingBlock, inputs: [Int]) {
    self.name = name
    self.block = block
    self.inputs = inputs
  }

  /// The layer without its numbers.
  public var layer: Layer { Layer(name: name, operation: block.block.operation, inputs: inputs) }
}

extension TrainedNetwork {
  /// Makes a network of layers that have their numbers with them.
  ///
  /// - Throws: `NetworkError` or `ParameterError` where the layers make none.
  public init(layers: [TestLayer], memoryLimit: Int = .max) throws {
    let network = try Network(layers: layers.map(\.layer), memoryLimit: memoryLimit)
    let numbers = layers.map { ($0.name, $0.block.block.parameters) }
    try self.init(network, Parameters(Dictionary(numbers) { first, _ in first }))
  }

  /// Makes a plain chain of blocks, the first an input, with names by their places.
  ///
  /// - Throws: `NetworkError` or `ParameterError` where they make no network.
  public init(chain blocks: [any BuildingBlock], name: (Int) -> String = { "layer\($0)" }) throws {
    try self.init(
      layers: blocks.enumerated().map { index, block in
        TestLayer(name: name(index), block: block, inputs: index == 0 ? [] : [index - 1])
      })
  }
}
