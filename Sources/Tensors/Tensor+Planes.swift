extension Tensor {
  /// Channels of a (height, width, channel) tensor, each shrunk by an integer factor as `Plane.shrunk(by:)` does.
  ///
  /// Every place of the tensor is visited once for all channels, which stand side by side in memory.
  ///
  /// - Precondition: The rank is 3, the channels exist, and `factor` is at least 1.
  public func planes(channels: Range<Int>, shrunkBy factor: Int) -> [Plane] {
    precondition(shape.rank == 3 && factor >= 1, "planes of \(shape) shrunk by \(factor)")
    precondition(
      channels.lowerBound >= 0 && channels.upperBound <= shape[2], "channels \(channels) of \(shape)")
    let (height, width) = ((shape[0] + factor - 1) / factor, (shape[1] + factor - 1) / factor)
    var planes = [[Float]](repeating: [], count: channels.count)
    for index in planes.indices { planes[index].reserveCapacity(height * width) }
    for row in 0..<height {
      let rows = row * factor..<min((row + 1) * factor, shape[0])
      let sums = blockSums(rows: rows, channels: channels, side: factor)
      for column in 0..<width {
        let count = Double(rows.count * (min((column + 1) * factor, shape[1]) - column * factor))
        for index in planes.indices {
          planes[index].append(Float(sums[column * channels.count + index] / count))
        }
      }
    }
    return planes.map { Plane(height: height, width: width, values: $0) }
  }

  /// The sums of the numbers of some rows in blocks of columns, by block, then channel.
  private func blockSums(rows: Range<Int>, channels: Range<Int>, side: Int) -> [Double] {
    let (width, depth, count) = (shape[1], shape[2], channels.count)
    var sums = [Double](repeating: 0, count: (width + side - 1) / side * count)
    sums.withUnsafeMutableBufferPointer { sums in
      values.withUnsafeBufferPointer { values in
        for row in rows {
          for column in 0..<width {
            let from = (row * width + column) * depth + channels.lowerBound
            let to = column / side * count
            for index in 0..<count { sums[to + index] += Double(values[from + index]) }
          }
        }
      }
    }
    return sums
  }
}
