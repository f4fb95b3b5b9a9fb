public import ConvNet
public import Tensors

/// What a network answers, asked of one with parameters.
extension TrainedNetwork {
  /// The layers.
  public var layers: [Layer] { network.layers }
  /// The shape of each layer's activation.
  public var shapes: [Shape] { network.shapes }
  /// The shape that the picture must have.
  public var inputShape: Shape { network.inputShape }
  /// The shape of the last layer's activation.
  public var outputShape: Shape { network.outputShape }
  /// All weights and biases.
  public var parameterCount: Int { network.parameterCount }
  /// Products added in one pass.
  public var multiplyAddCount: Int { network.multiplyAddCount }
  /// The place in the pass where only the input is known.
  public var start: Position { network.start }
  /// The place in the pass where everything is computed.
  public var end: Position { network.end }

  /// A layer's weights and biases; none where it shares those of a layer before it.
  public func parameterCount(ofLayer index: Int) -> Int { network.parameterCount(ofLayer: index) }
  /// The shapes that a layer reads.
  public func inputShapes(ofLayer index: Int) -> [Shape] { network.inputShapes(ofLayer: index) }
  /// The index of the layer with a name.
  public func index(ofLayerNamed name: String) -> Int? { network.index(ofLayerNamed: name) }
  /// The positions of the picture that can affect a unit.
  public func receptiveField(ofUnitAt position: [Int], inLayer index: Int) -> Region {
    network.receptiveField(of: UnitAddress(layer: index, position: position))
  }
  /// The unit of a name.
  public func unit(named text: String) throws(UnitNameError) -> UnitAddress { try network.unit(named: text) }
  /// The unit at a place in the order of the pass through a layer.
  public func unit(atPassIndex index: Int, inLayer layer: Int) -> UnitAddress {
    network.unit(atPassIndex: index, inLayer: layer)
  }
}

extension Trace {
  /// How the unit at a position of a layer came about; `nil` where the layer is not computed.
  public func explain(unitAt position: [Int], inLayer index: Int) -> Explanation? {
    explain(UnitAddress(layer: index, position: position))
  }
}
