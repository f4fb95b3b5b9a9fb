extension Tensor {
  /// The mean of each channel over all places, summed in `Double` in the order of memory and rounded once; 0 of a
  /// tensor without places.
  public var meansOfChannels: [Float] {
    let channels = shape.channels
    var sums = [Double](repeating: 0, count: channels)
    for (index, value) in values.enumerated() { sums[index % channels] += Double(value) }
    let places = channels == 0 ? 0 : values.count / channels
    return sums.map { Float($0 / Double(max(1, places))) }
  }
}
