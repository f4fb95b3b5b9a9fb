import ConvNet
import Tensors

/// What follows from changes: the pass after them, beside the one before, and what the difference is.
public struct Variant: Sendable {
  /// The changes.
  public let changes: [Change]
  /// The pass without them.
  public let before: Evaluation
  /// The pass with them.
  public let now: Evaluation
  /// A pass whose numbers are those with the changes − those without; only its tensors mean anything.
  public let difference: Evaluation
  /// How much of each layer has changed.
  public let layers: [LayerChange]
  /// How much of each layer has changed before its activation function.
  private let layersBefore: Later<[LayerChange]>

  /// How much of each layer has changed, before or after its activation function.
  public func layers(beforeActivation: Bool) -> [LayerChange] {
    beforeActivation ? layersBefore.value : layers
  }

  /// Compares a pass of a network with one before changes.
  ///
  /// - Precondition: Both have the same layers, and all are computed.
  public init(_ changes: [Change], before: Evaluation, now: Evaluation) {
    let (old, new) = (before.trace, now.trace)
    precondition(old.network.shapes == new.network.shapes, "a pass of another network")
    (self.changes, self.before, self.now) = (changes, before, now)
    let activations = zip(old.activations, new.activations).map(Self.difference)
    let preActivations = old.preActivations.indices.map { index in
      // Where nothing lies between them, the two share their memory.
      new.preActivations[index].hasSameBits(as: new.activations[index])
        && old.preActivations[index].hasSameBits(as: old.activations[index])
        ? activations[index] : Self.difference(old.preActivations[index], new.preActivations[index])
    }
    let trace = Trace(new.trained, activations: activations, preActivations: preActivations)
    difference = Evaluation(difference: trace, picture: now.picture)
    let unread = new.network.layers.indices.map(new.network.rowsAndColumnsNeverRead(ofLayer:))
    let layers = zip(activations, unread).map(LayerChange.init)
    self.layers = layers
    layersBefore = Later {
      preActivations.indices.map { index in
        preActivations[index].hasSameBits(as: activations[index])
          ? layers[index] : LayerChange(preActivations[index], unread: unread[index])
      }
    }
    // What is large is looked through here, where no key waits.
    if !new.network.isLookedThroughLater { _ = layersBefore.value }
  }

  /// The numbers of one tensor taken from those of another of its shape; what has the same bits differs by 0, NaN too.
  private static func difference(_ before: Tensor, _ now: Tensor) -> Tensor {
    guard !before.hasSameBits(as: now) else { return Tensor(now.shape, repeating: 0) }
    let values = zip(before.values, now.values).map { $0.bitPattern == $1.bitPattern ? 0 : $1 - $0 }
    return Tensor(now.shape, values)
  }
}

/// How much of a layer's numbers has changed.
public struct LayerChange: Equatable, Sendable {
  /// Whether each map, or each unit of a layer without maps, has another number than before.
  public let isChanged: [Bool]
  /// Where the number stands that has changed most, of those that are read on if any of these has; `nil` where none has.
  public let most: LayerCursor?
  /// Whether one that is never read has changed more.
  public let isMostUnread: Bool
  /// How many numbers have changed.
  public let numberCount: Int

  /// Counts the differences of a layer, of which some rows and columns are never read.
  init(_ difference: Tensor, unread: (rows: [Int], columns: [Int])) {
    let shape = difference.shape
    // Of each place of a map whether it is read; none where all are.
    var areRead: [Bool] = []
    if shape.rank == 3, !(unread.rows.isEmpty && unread.columns.isEmpty) {
      areRead = [Bool](repeating: true, count: shape[0] * shape[1])
      for row in 0..<shape[0] {
        for column in 0..<shape[1] where unread.rows.contains(row) || unread.columns.contains(column) {
          areRead[row * shape[1] + column] = false
        }
      }
    }
    let channels = shape.rank == 3 ? shape.channels : max(1, shape.count)
    var (isChanged, count) = ([Bool](repeating: false, count: channels), 0)
    var (most, size) = (Int?.none, Float(0))
    var (mostUnread, sizeUnread) = (Int?.none, Float(0))
    var channel = -1
    for (offset, value) in difference.values.enumerated() {
      channel = channel + 1 == channels ? 0 : channel + 1
      guard value != 0 else { continue }
      isChanged[channel] = true
      count += 1
      // A number that is none is the largest change of all.
      let magnitude = value.isNaN ? .infinity : value.magnitude
      if areRead.isEmpty || areRead[offset / channels] {
        if most == nil || magnitude > size { (most, size) = (offset, magnitude) }
      } else if mostUnread == nil || magnitude > sizeUnread {
        (mostUnread, sizeUnread) = (offset, magnitude)
      }
    }
    isMostUnread = most != nil && sizeUnread > size
    (self.isChanged, numberCount) = (isChanged, count)
    self.most = (most ?? mostUnread).map { LayerCursor(shape.indices(ofOffset: $0), in: shape) }
  }

  /// How many maps, or units, have changed.
  public var count: Int { isChanged.count { $0 } }
}
