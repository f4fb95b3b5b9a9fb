import Tensors

/// A place of a pooling window.
public struct WindowPlace: Equatable, Sendable {
  /// The position in the layer's input; outside it for a padded place.
  public let position: [Int]
  /// Whether the place belongs to the padding: −∞ to a maximum, and not counted by an average.
  public let isOutside: Bool
  /// The number of the input; in the padding −∞ to a maximum and 0 to an average.
  public let value: Float
}

/// The numbers of a window of which the largest is kept.
public struct WindowMaximum: Equatable, Sendable {
  /// The places by row, then column.
  public let places: [WindowPlace]

  /// Makes a window of its places.
  public init(places: [WindowPlace]) {
    self.places = places
  }

  /// The index of the place whose number is kept; never one of the padding.
  public var winner: Int {
    let inside = places.indices.filter { !places[$0].isOutside }
    return inside.reduce(inside.first ?? 0) { places[$1].value.beats(places[$0].value) ? $1 : $0 }
  }

  /// How many places inside the input hold the number that is kept; more than one where it is a tie.
  public var kept: Int {
    let value = places[winner].value
    return places.count { !$0.isOutside && ($0.value == value || $0.value.isNaN && value.isNaN) }
  }
}

/// The numbers of a window of which the mean is taken: sum ÷ count, places of the padding left out of both.
public struct WindowAverage: Equatable, Sendable {
  /// The places by row, then column.
  public let places: [WindowPlace]

  /// Makes a window of its places.
  public init(places: [WindowPlace]) {
    self.places = places
  }

  /// How many places lie inside the input.
  public var count: Int { places.count { !$0.isOutside } }

  /// The sum of the numbers, in `Double`.
  public var sum: Double { partialSum(ofPlaces: places.count) }

  /// The sum of the numbers of the first places.
  ///
  /// - Precondition: There are at least so many places.
  public func partialSum(ofPlaces count: Int) -> Double {
    places[..<count].reduce(0) { $1.isOutside ? $0 : $0 + Double($1.value) }
  }
}

extension WindowGrid {
  /// The products of a kernel with a channel's numbers under a window, by row, then column; 0 outside the input.
  func terms(ofWindowAt position: [Int], channel: Int, in input: Tensor, kernel: Plane) -> [Term] {
    let place = [position[0], position[1], channel]
    return zip(places(ofWindowAt: place, in: input, outside: 0), kernel.values).map { place, weight in
      Term(position: place.position, isOutside: place.isOutside, input: place.value, weight: weight)
    }
  }

  /// The places of a window of one channel, with the numbers of the input and another one outside of it.
  func places(ofWindowAt position: [Int], in input: Tensor, outside: Float) -> [WindowPlace] {
    let channel = position[2]
    return rows.taps(at: position[0]).flatMap { row in
      columns.taps(at: position[1]).map { column in
        let isInside = (0..<input.shape[0]).contains(row) && (0..<input.shape[1]).contains(column)
        return WindowPlace(
          position: [row, column, channel], isOutside: !isInside,
          value: isInside ? input[row, column, channel] : outside)
      }
    }
  }
}

extension Float {
  /// Whether a number wins over the largest one before it: it is larger, or the first NaN.
  func beats(_ other: Float) -> Bool {
    self > other || (isNaN && !other.isNaN)
  }
}
