internal import CellScreen
public import ConvNet
public import Explorer
public import Tensors

/// The part of a pass that an export is kept to: the tensors of one layer, or one map of it.
public struct ExportPart: Equatable, Sendable {
  /// On which side of a layer's activation function a tensor is.
  public enum Side: String, CaseIterable, Sendable {
    /// The numbers before the activation function.
    case before
    /// The layer's output.
    case after
  }

  /// The layer.
  public let layer: Int
  /// The map; `nil` for all that the layer has.
  public let map: Int?
  /// The tensor; `nil` for all that the layer has.
  public let side: Side?

  /// Looks up a layer by its name, its name as it is shown, or `input`; of a map the side is the output where none is
  /// given.
  ///
  /// `lines` are those of the model's file.
  ///
  /// - Throws: `ExportRequestError`.
  public init(
    layer name: String, map: Int? = nil, side: Side? = nil, of network: Network, lines: [ExplorerModel.Line]
  ) throws(ExportRequestError) {
    let found =
      network.index(ofLayerNamed: name) ?? lines.firstIndex { $0.name.string == name }
      ?? (name == Network.inputPlace ? 0 : nil)
    guard let layer = found, network.layers.indices.contains(layer) else {
      if name == "softmax", network.endsInLogits, let last = network.layers.last {
        throw .softmax(logits: last.name)
      }
      throw .noSuchLayer(name: name, known: lines.map(\.name.string))
    }
    let shape = network.shapes[layer]
    let known = network.layers[layer].name
    if let map {
      guard shape.rank == 3 else { throw .noMaps(layer: known, shape: shape) }
      guard (0..<shape.channels).contains(map) else {
        throw .noSuchMap(layer: known, map: map, count: shape.channels)
      }
    }
    guard side != .before || network.layers[layer].operation.activationFunction != .linear else {
      throw .nothingBefore(layer: known)
    }
    (self.layer, self.map) = (layer, map)
    self.side = side ?? (map == nil ? nil : .after)
  }

  /// Whether a tensor of a pass belongs to it.
  func has(_ entry: ActivationExport.Entry) -> Bool {
    entry.layer == layer && (side == nil || (side == .before) == (entry.stage == .preActivation))
  }
}

/// Why there is no such part of a pass.
public enum ExportRequestError: Error, Equatable, Sendable {
  /// No layer has this name.
  case noSuchLayer(name: String, known: [String])
  /// The shares of classes are asked for, which the network has no layer for: they are made of a layer's logits.
  case softmax(logits: String)
  /// A layer has no maps, by its shape.
  case noMaps(layer: String, shape: Shape)
  /// A layer has fewer maps.
  case noSuchMap(layer: String, map: Int, count: Int)
  /// A layer has no activation function, so that before it is what is after it.
  case nothingBefore(layer: String)
}
