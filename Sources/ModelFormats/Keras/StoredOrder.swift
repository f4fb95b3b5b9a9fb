import ConvNet
import Tensors

/// How the learned tensors of an operation stand in a file, in the order of its slots.
struct StoredOrder {
  /// The axes of the layer's input that a tensor's axes are those of, in the file's order.
  typealias Axes = (_ inputs: [Shape]) throws(ModelError) -> [Int]

  /// The number of the first tensor among those that the file has of the layer.
  var first = 0
  /// Where the file has the axes of the tensors in another order: that order.
  var axes: Axes?
  /// Whether the file has the last two axes of a kernel, input and output channel, the other way round.
  var lastAxesChangePlaces = false

  /// A tensor of the file, brought into the order of its slot.
  ///
  /// - Throws: `ModelError` where the file has none of the slot's shape.
  func tensor(
    _ index: Int, for slot: ParameterSlot, inputs: [Shape], _ weights: LayerWeights
  ) throws(ModelError) -> Tensor {
    if lastAxesChangePlaces, slot.shape.rank == 4 {
      let stored = Shape(slot.shape[0], slot.shape[1], slot.shape[3], slot.shape[2])
      return Permute(axes: [0, 1, 3, 2])
        .preActivation(of: [try weights.tensor(first + index, shape: stored)])
    }
    guard let axes = try axes?(inputs), axes != axes.sorted() else {
      return try weights.tensor(first + index, shape: slot.shape)
    }
    let ascending = axes.sorted()
    let order = axes.map { axis in ascending.count { $0 < axis } }
    let stored = try weights.tensor(first + index, shape: Shape(order.map { slot.shape[$0] }))
    let back = order.indices.map { place in order.firstIndex(of: place) ?? place }
    return Permute(axes: back).preActivation(of: [stored])
  }
}
