import ConvNet
import KerasNotation
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

  /// The axis of the network's tensor, counted from 0 behind the batch's, that an axis of the file is; outside the rank
  /// where there is none.
  func place(ofAxis axis: Int, rank: Int) -> Int {
    let axis = self.axis(axis, rank: rank)
    return axis < 0 ? axis + rank : axis - 1
  }

  /// A shape of the file as the network has it.
  func shape(ofFile shape: Shape) -> Shape {
    guard isChannelsFirst, shape.rank == 3 else { return shape }
    return Shape(shape[1], shape[2], shape[0])
  }

  /// Refuses inputs of different ranks, whose axes Keras matches from the last on.
  func requireEqualRanks(_ inputs: [Shape]) throws(ModelError) {
    guard Set(inputs.map(\.rank)).count <= 1 else {
      throw .layer(name: layer, className: className, fault: .inputShapes(inputs))
    }
  }
}
