import ConvNet
import Tensors

extension KerasConfig {
  /// An axis of the network's tensor from one of the file's, both in Keras's numbers: the batch's is 0, and negative
  /// ones count from the end.
  ///
  /// They differ where the file's maps are (channel, height, width). What is no axis stays what it is.
  func axis(_ axis: Int, rank: Int) -> Int {
    guard isChannelsFirst, rank == 3 else { return axis }
    return switch axis {
    case 1, -3: 3
    case 2, -2: 1
    case 3, -1: 2
    default: axis
    }
  }

  /// A shape of the file as the network has it.
  func shape(ofFile shape: Shape) -> Shape {
    guard isChannelsFirst, shape.rank == 3 else { return shape }
    return Shape(shape[1], shape[2], shape[0])
  }

  /// A shape of the network as the file has it.
  func fileShape(of shape: Shape) -> Shape {
    guard isChannelsFirst, shape.rank == 3 else { return shape }
    return Shape(shape[2], shape[0], shape[1])
  }

  /// Numbers with an axis for each of some axes of the network's tensor, which are counted from 0 and stand in the
  /// order of the file, brought into the order of the network.
  func ascending(_ numbers: Tensor, axes: [Int]) -> [Float] {
    let order = axes.indices.sorted { axes[$0] < axes[$1] }
    return Permute(dims: order.map { $0 + 1 }).preActivation(of: [numbers]).values
  }

  /// Refuses inputs of different ranks, whose axes Keras matches from the last on.
  func requireEqualRanks(_ inputs: [Shape]) throws(ModelError) {
    guard Set(inputs.map(\.rank)).count <= 1 else {
      throw .network(.layer(name: layer, className: className, fault: .inputShapes(inputs)))
    }
  }
}
