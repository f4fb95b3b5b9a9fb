extension Tensor {
  /// Channels of a (height, width, channel) tensor, each shrunk by an integer factor as `Plane.shrunk` does.
  ///
  /// Every place of the tensor is visited once for all channels, which stand side by side in memory.
  ///
  /// - Precondition: The rank is 3, the channels exist, and `factor` is at least 1.
  public func planes(channels: Range<Int>, shrunkBy factor: Int, _ shrinking: Shrinking) -> [Plane] {
    precondition(shape.rank == 3 && factor >= 1, "planes of \(shape) shrunk by \(factor)")
    precondition(
      channels.lowerBound >= 0 && channels.upperBound <= shape[2], "channels \(channels) of \(shape)")
    let (height, width) = ((shape[0] + factor - 1) / factor, (shape[1] + factor - 1) / factor)
    var planes = [[Float]](repeating: [], count: channels.count)
    for index in planes.indices { planes[index].reserveCapacity(height * width) }
    for row in 0..<height {
      let rows = row * factor..<min((row + 1) * factor, shape[0])
      let blocks =
        switch shrinking {
        case .mean: blockMeans(rows: rows, channels: channels, side: factor)
        case .largest: blockPeaks(rows: rows, channels: channels, side: factor)
        }
      for column in 0..<width {
        for index in planes.indices { planes[index].append(blocks[column * channels.count + index]) }
      }
    }
    return planes.map { Plane(height: height, width: width, values: $0) }
  }

  /// The means of the numbers of some rows in blocks of columns, by block, then channel.
  private func blockMeans(rows: Range<Int>, channels: Range<Int>, side: Int) -> [Float] {
    let (width, count) = (shape[1], channels.count)
    let sums = blocks(rows: rows, channels: channels, side: side, from: 0.0) { $0 += Double($1) }
    return sums.enumerated().map { place, sum in
      let column = place / count * side
      return Float(sum / Double(rows.count * (min(column + side, width) - column)))
    }
  }

  /// The numbers of the largest magnitude of some rows in blocks of columns, by block, then channel.
  private func blockPeaks(rows: Range<Int>, channels: Range<Int>, side: Int) -> [Float] {
    blocks(rows: rows, channels: channels, side: side, from: Float(0)) { peak, value in
      // What is NaN is no smaller than anything, and stays.
      if !(value.magnitude <= peak.magnitude), !peak.isNaN { peak = value }
    }
  }

  /// What becomes of the numbers of some rows in blocks of columns, by block, then channel.
  @inline(__always)
  private func blocks<Result>(
    rows: Range<Int>, channels: Range<Int>, side: Int, from start: Result,
    take: (inout Result, Float) -> Void
  ) -> [Result] {
    let (width, depth, count) = (shape[1], shape[2], channels.count)
    var results = [Result](repeating: start, count: (width + side - 1) / side * count)
    results.withUnsafeMutableBufferPointer { results in
      values.withUnsafeBufferPointer { values in
        for row in rows {
          for column in 0..<width {
            let from = (row * width + column) * depth + channels.lowerBound
            let to = column / side * count
            for index in 0..<count { take(&results[to + index], values[from + index]) }
          }
        }
      }
    }
    return results
  }
}
