import ConvNet
import Tensors

/// Where a cursor of one layer lands in the layer before or after it; `nil` where there is no such place.
public func carry(
  _ cursor: LayerCursor, from: Int, to target: Int, in state: some Viewpoint
) -> LayerCursor? {
  guard let network = state.model.network, network.shapes.indices.contains(from),
    network.shapes.indices.contains(target), network.shapes[from].rank == 3, network.shapes[target].rank == 3
  else { return nil }
  let carry = network.layers[target].inputs.contains(from) ? carriedForwards : carriedBack
  var carried = carry(cursor, from, target, network, state.cursor(ofLine: target))
  carried?.term = nil
  return carried
}

/// The place of a layer that reads the cursor's number; its channel is another cursor's where all channels read it.
private func carriedForwards(
  _ cursor: LayerCursor, from: Int, to target: Int, in network: Network, beside other: LayerCursor
) -> LayerCursor? {
  let (source, shape) = (network.shapes[from], network.shapes[target])
  var carried = other
  if let grid = network.layers[target].operation.grid(over: source) {
    carried.row = stop(reading: cursor.row, along: grid.rows)
    carried.column = stop(reading: cursor.column, along: grid.columns)
  } else if source[0] == shape[0], source[1] == shape[1] {
    (carried.row, carried.column) = (cursor.row, cursor.column)
  } else {
    return nil
  }
  if source[2] == shape[2] {
    var candidate = carried
    candidate.channel = cursor.channel
    let read = network.read(by: candidate, ofLayer: target, from: from)
    if read?.indices(alongAxis: 2) == RangeSet(cursor.channel..<cursor.channel + 1) { carried = candidate }
  }
  return carried
}

/// The middle of the places that the cursor's number is made of; the channel is another cursor's where it reads
/// several.
private func carriedBack(
  _ cursor: LayerCursor, from: Int, to target: Int, in network: Network, beside other: LayerCursor
) -> LayerCursor? {
  guard let read = network.read(by: cursor, ofLayer: from, from: target) else { return nil }
  var carried = other
  carried.row = read.indices(alongAxis: 0).middle ?? 0
  carried.column = read.indices(alongAxis: 1).middle ?? 0
  let channels = read.indices(alongAxis: 2)
  if let channel = channels.middle, channels == RangeSet(channel..<channel + 1) { carried.channel = channel }
  return carried
}

extension Network {
  /// The rows, columns and channels of one layer that a unit of a layer reading it is made of; `nil` where it does
  /// not read it, or reads padding only.
  fileprivate func read(by cursor: LayerCursor, ofLayer index: Int, from source: Int) -> Region? {
    guard let input = layers[index].inputs.firstIndex(of: source),
      contains(UnitAddress(layer: index, position: cursor.position(in: shapes[index])))
    else { return nil }
    let regions = layers[index].operation.regions(
      readBy: .unit(at: cursor.position(in: shapes[index])), inputs: inputShapes(ofLayer: index),
      output: shapes[index])
    return regions[input].isEmpty ? nil : regions[input]
  }
}

extension RangeSet<Int> {
  /// The middle between the first and the last member; `nil` where there is none.
  fileprivate var middle: Int? {
    guard let first = ranges.first, let last = ranges.last else { return nil }
    return (first.lowerBound + last.upperBound - 1) / 2
  }
}

/// The stop whose window has a place nearest its middle.
private func stop(reading index: Int, along axis: WindowAxis) -> Int {
  let stops = axis.stops(covering: index)
  guard !stops.isEmpty else { return min(index / axis.stride, axis.outputExtent - 1) }
  return stops[(stops.count - 1) / 2]
}
