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

  /// The axes of the only input, counted from 0 behind the batch's, that axes of the file are, which an argument gives.
  ///
  /// - Throws: `ModelError` where an axis is the batch's or lies outside the rank, or there is not one input.
  func places(
    ofAxes axes: [Int], of inputs: [Shape], argument: String = "axis"
  ) throws(ModelError) -> [Int] {
    let rank = try only(inputs).rank
    let places = axes.map { place(ofAxis: $0, rank: rank) }
    guard places.allSatisfy((0..<rank).contains) else { throw unsupported(argument) }
    return places
  }

  /// The only input's shape.
  ///
  /// - Throws: `ModelError.layer` where there is not one input.
  func only(_ inputs: [Shape]) throws(ModelError) -> Shape {
    guard let input = inputs.first, inputs.count == 1 else {
      throw fault(.inputCount(expected: 1, found: inputs.count))
    }
    return input
  }

  /// The only input's shape, which has to be (height, width, channel).
  ///
  /// - Throws: `ModelError.layer` where there is not one input or it has another rank.
  func onlyMap(_ inputs: [Shape]) throws(ModelError) -> Shape {
    let input = try only(inputs)
    guard input.rank == 3 else { throw fault(.rank(expected: 3, found: input)) }
    return input
  }

  /// Refuses inputs of different ranks, whose axes Keras matches from the last on.
  func requireEqualRanks(_ inputs: [Shape]) throws(ModelError) {
    guard Set(inputs.map(\.rank)).count <= 1 else { throw fault(.inputShapes(inputs)) }
  }
}
