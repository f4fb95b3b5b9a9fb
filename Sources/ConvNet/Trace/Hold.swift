import Tensors

/// A number that stands in place of what a layer computes.
public struct Hold: Hashable, Sendable {
  /// Which numbers of a layer.
  public enum Place: Hashable, Sendable {
    /// All of a feature map; of a line one unit.
    case map(Int)
    /// One unit, by its position.
    case unit([Int])
  }

  /// The layer.
  public let layer: Int
  /// Which of its numbers.
  public let place: Place
  /// The number.
  public let value: Float

  /// Holds numbers of a layer; whether there are such is the network's to say.
  public init(layer: Int, _ place: Place, at value: Float) {
    self.layer = layer
    self.place = place
    self.value = value
  }

  /// Whether a unit of a network that has what is held is held by this.
  public func covers(_ unit: UnitAddress) -> Bool {
    guard unit.layer == layer else { return false }
    return switch place {
    case .map(let channel): unit.position.last == channel
    case .unit(let position): unit.position == position
    }
  }

  /// Where what is held stands in the memory of its layer's activation.
  func offsets(in shape: Shape) -> StrideTo<Int> {
    switch place {
    case .map(let channel): return stride(from: channel, to: shape.count, by: shape.channels)
    case .unit(let position):
      let offset = shape.offset(of: position)
      return stride(from: offset, to: offset + 1, by: 1)
    }
  }
}

extension Network {
  /// Whether there is what is held.
  public func contains(_ hold: Hold) -> Bool {
    guard layers.indices.contains(hold.layer) else { return false }
    return switch hold.place {
    case .map(let channel): (0..<shapes[hold.layer].channels).contains(channel)
    case .unit(let position): contains(UnitAddress(layer: hold.layer, position: position))
    }
  }
}

extension [Hold] {
  /// A layer's activation with the numbers that are held of it.
  func applied(to activation: Tensor, ofLayer layer: Int) -> Tensor {
    let own = filter { $0.layer == layer }
    guard !own.isEmpty else { return activation }
    var activation = activation
    for hold in own {
      for index in hold.offsets(in: activation.shape) { activation[offset: index] = hold.value }
    }
    return activation
  }
}
