import Tensors

/// An operation whose paths are counted without an explanation of each of its units.
///
/// One without is counted by its explanations, so that adding an operation needs nothing here.
protocol PathCountingOperation: Operation {
  /// How many paths lead from each unit to the picture, from how many lead from each number of its only input.
  ///
  /// - Precondition: `outputShape` accepts the shape of the input.
  func pathCounts(_ input: [Double], shape: Shape) -> [Double]
}

extension Trace {
  /// How many paths, as `PathShare` follows them, lead from a unit to numbers of the picture; ∞ where a `Double` holds
  /// no such number.
  ///
  /// Paths through closed ReLUs count, as those of weights that are 0; those to numbers that are held don't.
  ///
  /// - Precondition: There is such a unit, and its layer is computed.
  func pathCount(to unit: UnitAddress) -> Double {
    var counts = [[Double]](repeating: [], count: unit.layer)
    for layer in network.ancestors(ofLayer: unit.layer) where layer < unit.layer {
      counts[layer] = pathCounts(ofLayer: layer, counts)
    }
    return pathCount(to: unit, counts)
  }

  /// The counts of all units of a layer, from those of the layers before it.
  private func pathCounts(ofLayer index: Int, _ counts: [[Double]]) -> [Double] {
    let (layer, shape) = (network.layers[index], network.shapes[index])
    var found: [Double]
    if index == 0 {
      found = [Double](repeating: 1, count: shape.count)
    } else if let operation = layer.operation as? any PathCountingOperation {
      found = operation.pathCounts(counts[layer.inputs[0]], shape: network.shapes[layer.inputs[0]])
    } else if layer.operation is any PlacewiseOperation {
      found = counts[layer.inputs[0]]
    } else {
      return (0..<shape.count).map {
        pathCount(to: UnitAddress(layer: index, position: shape.indices(ofOffset: $0)), counts)
      }
    }
    for hold in holds where hold.layer == index {
      for offset in hold.offsets(in: shape) { found[offset] = 0 }
    }
    return found
  }

  /// The count of one unit, from those of the layers before it.
  private func pathCount(to unit: UnitAddress, _ counts: [[Double]]) -> Double {
    guard let form = explain(unit)?.form else { return 0 }
    if case .given = form { return 1 }
    // One after the other, so that sums too large to be exact are the same every time.
    var (sum, seen) = (0.0, Set<UnitAddress>())
    for source in form.linearSources ?? [] {
      let unit = network.unit(at: source.place, ofLayer: unit.layer)
      guard seen.insert(unit).inserted else { continue }
      sum += counts[unit.layer][network.shapes[unit.layer].offset(of: unit.position)]
    }
    return sum
  }
}

extension Dense: PathCountingOperation {
  func pathCounts(_ input: [Double], shape: Shape) -> [Double] {
    stride(from: 0, to: input.count, by: shape.channels).flatMap { start in
      let sum = input[start..<start + shape.channels].reduce(0, +)
      return [Double](repeating: sum, count: units)
    }
  }
}

extension Conv2D: PathCountingOperation {
  func pathCounts(_ input: [Double], shape: Shape) -> [Double] {
    guard let grid = grid(over: shape) else { return [] }
    let depth = filterDepth(over: shape)
    // What the filters of a group read of a place is the same for all of them.
    let sums = stride(from: 0, to: input.count, by: depth).map { input[$0..<$0 + depth].reduce(0, +) }
    return grid.stops.flatMap { row, column in
      let taps = grid.taps(at: row, column, channels: groups)
      return (0..<groups).flatMap { group in
        [Double](repeating: taps.reduce(0) { $0 + sums[$1.input + group] }, count: filtersPerGroup)
      }
    }
  }
}

extension DepthwiseConv2D: PathCountingOperation {
  func pathCounts(_ input: [Double], shape: Shape) -> [Double] {
    guard let grid = grid(over: shape) else { return [] }
    return grid.stops.flatMap { row, column in
      let taps = grid.taps(at: row, column, channels: shape.channels)
      return (0..<shape.channels).flatMap { channel in
        [Double](repeating: taps.reduce(0) { $0 + input[$1.input + channel] }, count: multiplier)
      }
    }
  }
}

extension WindowGrid {
  /// The row and the column of each stop of the window, in the order of memory.
  fileprivate var stops: [(row: Int, column: Int)] {
    (0..<rows.outputExtent).flatMap { row in (0..<columns.outputExtent).map { (row, $0) } }
  }
}
