import CellScreen
public import ConvNet

extension WindowGrid {
  /// What the size in the code means, and how many windows there are; several wordings, the longest first.
  public var wordsOfSize: [String] {
    let size = Size2D(height: rows.windowExtent, width: columns.windowExtent)
    let (across, down) = (columns.outputExtent, rows.outputExtent)
    let pieces = "\(across) across × \(down) down = \(NumberText.grouped(across * down)) a map."
    return [
      "\(size) is the size of the window, not the number of pieces: \(pieces)",
      "\(size) = the window's size, not the pieces: \(pieces)",
    ]
  }

  /// Where the next window starts; nothing where they don't lie side by side.
  public var wordsOfStep: [String] {
    guard rows.stride == rows.windowExtent, columns.stride == columns.windowExtent else { return [] }
    return [
      "The windows sit side by side: the next starts \(columns.stride) columns on, or \(rows.stride) rows down."
    ]
  }
}

extension WindowMaximum {
  /// What has come out of the first places: `largest so far: 0.2`; `nil` before there is one inside the map.
  public func wordsSoFar(ofPlaces count: Int, decimals: Int) -> String? {
    let first = WindowMaximum(places: Array(places.prefix(count)))
    guard first.places.contains(where: { !$0.isOutside }) else { return nil }
    return "largest so far: \(NumberText.fixed(first.places[first.winner].value, decimals: decimals))"
  }

  /// What is kept of which numbers, of more than some their count: `max(0.1, 0.2) = 0.2`, `max(49 numbers) = 0.2`.
  public func arithmetic(naming limit: Int, decimals: Int) -> String {
    let inside = places.filter { !$0.isOutside }
    let numbers =
      inside.count <= limit
      ? inside.map { NumberText.fixed($0.value, decimals: decimals) }.joined(separator: ", ")
      : "\(NumberText.grouped(inside.count)) numbers"
    return "max(\(numbers)) = \(NumberText.fixed(places[winner].value, decimals: decimals))"
  }
}

extension WindowAverage {
  /// What has come out of the first places: `sum so far: 0.2`; `nil` before there is one inside the map.
  public func wordsSoFar(ofPlaces count: Int, decimals: Int) -> String? {
    guard places.prefix(count).contains(where: { !$0.isOutside }) else { return nil }
    return "sum so far: \(NumberText.fixed(partialSum(ofPlaces: count), decimals: decimals))"
  }

  /// What the numbers add up to: `sum of 4 numbers = 0.6`.
  public func sumInWords(decimals: Int) -> String {
    "sum of \(NumberText.grouped(count)) numbers = \(NumberText.fixed(sum, decimals: decimals))"
  }

  /// How a mean comes about: `0.6 ÷ 4 = 0.15`.
  public func quotientInWords(_ mean: Double, decimals: Int) -> String {
    let numbers = [sum, mean].map { NumberText.fixed($0, decimals: decimals) }
    return "\(numbers[0]) ÷ \(NumberText.grouped(count)) = \(numbers[1])"
  }

  /// Whether the places in the padding count.
  public var wordsOfPadding: String {
    let padded = places.count - count
    return padded == 0
      ? "all \(NumberText.grouped(count)) count alike" : "padding (\(padded)) is not counted"
  }
}
