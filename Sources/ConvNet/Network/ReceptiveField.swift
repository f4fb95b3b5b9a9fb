public import Tensors

extension Network {
  /// The positions of one layer's activation that can affect a region of another's.
  ///
  /// Goes back from layer to layer through windows, strides and padding; `nil` where no path leads there.
  public func region(ofLayer source: Int, affecting region: Region, ofLayer index: Int) -> Region? {
    regions(downTo: source, affecting: region, ofLayer: index)[source]
  }

  /// The positions of each activation that can affect a region of a layer's, found as far as a layer above it; `nil` for
  /// layers from which no path leads there.
  public func regions(downTo source: Int, affecting region: Region, ofLayer index: Int) -> [Region?] {
    var regions = [Region?](repeating: nil, count: layers.count)
    regions[index] = region
    for at in stride(from: index, to: source, by: -1) {
      guard let output = regions[at] else { continue }
      let layer = layers[at]
      let sums =
        layer.operation.activationFunction.worksOverAxis ? output.withWholeLastAxis(of: shapes[at]) : output
      let inputs = layer.operation.regions(readBy: sums, inputs: inputShapes(ofLayer: at), output: shapes[at])
      for (input, read) in zip(layer.inputs, inputs) {
        regions[input] = regions[input].map { $0.union(read) } ?? read
      }
    }
    return regions
  }

  /// The positions of the picture that can affect a unit, clipped to the picture.
  ///
  /// - Precondition: There is such a unit.
  public func receptiveField(of unit: UnitAddress) -> Region {
    region(ofLayer: 0, affecting: .unit(at: unit.position), ofLayer: unit.layer) ?? Region([])
  }

  /// The rows and columns of a layer's activation that can't change any number of the network's output.
  ///
  /// For the reference network: rows and columns 30 and 31 of the picture, and 12 of conv2d_1, where 13 ÷ 2 is
  /// rounded down.
  public func rowsAndColumnsThatNeverMatter(ofLayer index: Int) -> (rows: [Int], columns: [Int]) {
    let last = layers.count - 1
    guard shapes[index].rank == 3,
      let region = region(ofLayer: index, affecting: .all(of: outputShape), ofLayer: last)
    else { return ([], []) }
    return region.rowsAndColumnsOutside(of: shapes[index])
  }
}

extension Region {
  /// The rows and the columns of maps of a shape in which no position of the region lies.
  public func rowsAndColumnsOutside(of shape: Shape) -> (rows: [Int], columns: [Int]) {
    let (rows, columns) = (indices(alongAxis: 0), indices(alongAxis: 1))
    return (
      (0..<shape[0]).filter { !rows.contains($0) }, (0..<shape[1]).filter { !columns.contains($0) }
    )
  }

  /// The region with all indices of the last axis, over which a dense layer sums and a function such as softmax works.
  func withWholeLastAxis(of shape: Shape) -> Region {
    map { $0.dropLast() + [RangeSet(0..<shape.channels)] }
  }
}
