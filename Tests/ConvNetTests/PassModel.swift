import ConvNet
import Tensors

/// The order of a pass written down step by step, to compare the engine's arithmetic with.
struct PassModel {
  /// A place in the pass, and the largest step that begins or ends there.
  struct Place {
    let position: Position
    let size: StepSize
  }

  /// Every place, from the start to the end.
  private(set) var places: [Place] = []
  /// For each unit the index in `places` from which on it is computed.
  private(set) var completion: [UnitAddress: Int] = [:]

  /// Writes down the pass of a network whose units take the given steps in each layer behind the input.
  init(_ network: Network, steps: [Int]) {
    for (layer, steps) in zip(1..., steps) {
      let units = Self.units(network.shapes[layer])
      for (count, unit) in units.enumerated() {
        for term in 0..<steps {
          let size = term > 0 ? .product : count == 0 ? .layer : unit.size
          places.append(Place(position: Position(layer: layer, unit: count, term: term), size: size))
        }
        completion[UnitAddress(layer: layer, position: unit.position)] = places.count
      }
      if network.layers[layer].operation.activationFunction == .softmax { completeAxes(layer, network) }
    }
    places.append(Place(position: Position(layer: network.layers.count), size: .layer))
  }

  /// The positions of a shape of one or three axes in the order of the pass, each with the size of the step that
  /// begins with it.
  private static func units(_ shape: Shape) -> [(position: [Int], size: StepSize)] {
    guard shape.rank == 3 else { return (0..<shape[0]).map { ([$0], .map) } }
    var units: [(position: [Int], size: StepSize)] = []
    for channel in 0..<shape[2] {
      for row in 0..<shape[0] {
        for column in 0..<shape[1] {
          let size: StepSize = column > 0 ? .unit : row > 0 ? .row : .map
          units.append(([row, column, channel], size))
        }
      }
    }
    return units
  }

  /// Puts off the units of a layer with softmax to the last of their axis.
  private mutating func completeAxes(_ layer: Int, _ network: Network) {
    let last = network.shapes[layer].channels - 1
    for (unit, _) in completion where unit.layer == layer {
      let lastOfAxis = UnitAddress(layer: layer, position: unit.position.dropLast() + [last])
      completion[unit] = completion[lastOfAxis]
    }
  }

  /// The index of the next place that is a boundary of a size.
  func index(after index: Int, by size: StepSize) -> Int {
    places.indices.dropFirst(index + 1).first { places[$0].size >= size } ?? places.count - 1
  }

  /// The index of the place before that is a boundary of a size.
  func index(before index: Int, by size: StepSize) -> Int {
    places.indices.prefix(index).last { places[$0].size >= size } ?? 0
  }
}
