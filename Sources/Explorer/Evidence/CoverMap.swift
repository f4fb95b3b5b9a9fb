/// How covers change a number, at each place, as far as it is known.
public struct CoverMap: Equatable, Sendable {
  /// The places.
  public let grid: CoverGrid
  /// The change at each place, row · width + column; `nil` where it isn't known.
  private var changes: [Float?]
  /// How many are known.
  public private(set) var knownCount = 0
  /// The place of the smallest change below 0, the first of equals; `nil` where none is known.
  public private(set) var lowest: Int?
  /// The place of the largest change above 0, the first of equals; `nil` where none is known.
  public private(set) var highest: Int?

  /// Begins without a change that is known.
  public init(on grid: CoverGrid) {
    self.grid = grid
    changes = [Float?](repeating: nil, count: grid.height * grid.width)
  }

  /// Whether all changes are known.
  public var isComplete: Bool { knownCount >= grid.count }

  /// The change at a place, row · width + column; `nil` where it isn't known.
  public subscript(place: Int) -> Float? { changes[place] }

  /// Takes a change.
  public mutating func take(_ change: Float, atPlace place: Int) {
    if changes[place] == nil { knownCount += 1 }
    changes[place] = change
    if change < 0, isBefore(place, lowest, change < (lowest.flatMap { changes[$0] } ?? 0)) { lowest = place }
    if change > 0, isBefore(place, highest, change > (highest.flatMap { changes[$0] } ?? 0)) {
      highest = place
    }
  }

  /// Whether a place stands for an extreme in place of another: by its change, among equals the first one.
  private func isBefore(_ place: Int, _ other: Int?, _ isMore: Bool) -> Bool {
    guard let other else { return true }
    return isMore || (changes[place] == changes[other] && place < other)
  }

  /// The change in the middle of the smallest block around a place of which it is known; `nil` where none is.
  public func nearest(row: Int, column: Int) -> Float? {
    nearestPlace(row: row, column: column).flatMap { changes[$0] }
  }

  /// The middle of the smallest block around a place of which the change is known; `nil` where none is.
  func nearestPlace(row: Int, column: Int) -> Int? {
    var side = grid.block
    while true {
      let place = grid.middle(row: row, column: column, ofBlock: side)
      if changes[place] != nil { return place }
      guard side * 3 <= grid.largestBlock else { return nil }
      side *= 3
    }
  }

  /// The largest magnitude of the finite changes; 0 where there are none.
  var magnitude: Float {
    changes.reduce(0) { largest, change in
      guard let change, change.isFinite else { return largest }
      return max(largest, abs(change))
    }
  }
}
