import Tensors

extension Tensor {
  /// The mean of each channel over some rows and columns, added row by row.
  ///
  /// - Precondition: The rank is 3.
  func means(rows: Range<Int>, columns: Range<Int>) -> [Float] {
    let (values, width, channels) = (values, shape[1], shape[2])
    var sums = [Double](repeating: 0, count: channels)
    for row in rows {
      for column in columns {
        let start = (row * width + column) * channels
        for k in 0..<channels { sums[k] += Double(values[start + k]) }
      }
    }
    let count = Double(rows.count * columns.count)
    return sums.map { Float($0 / count) }
  }

  /// The largest number of each channel in some rows and columns; NaN wins over every number.
  ///
  /// - Precondition: The rank is 3.
  func maxima(rows: Range<Int>, columns: Range<Int>) -> [Float] {
    let (values, width, channels) = (values, shape[1], shape[2])
    var winners = [Float](repeating: -.infinity, count: channels)
    for row in rows {
      for column in columns {
        let start = (row * width + column) * channels
        for k in 0..<channels where values[start + k].beats(winners[k]) { winners[k] = values[start + k] }
      }
    }
    return winners
  }
}
