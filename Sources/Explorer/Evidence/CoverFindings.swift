public import ConvNet

/// What a square is covered with on the screen: one fill, or all of them together.
public enum Cover: Hashable, Sendable, CaseIterable {
  /// One of the fills.
  case fill(OcclusionFill)
  /// What all fills agree on.
  case all

  /// All covers, in the order in which one goes through them.
  public static let allCases = OcclusionFill.allCases.map(Cover.fill) + [.all]

  /// The name as it is typed.
  public var name: String {
    switch self {
    case .fill(let fill): fill.rawValue
    case .all: "all"
    }
  }
}

/// What is known of the changes of a number under squares of one size, of each fill.
public struct CoverFindings: Equatable, Sendable {
  /// The places.
  public let grid: CoverGrid
  /// A map a fill, in the order of all fills.
  public private(set) var maps: [CoverMap]

  /// Begins without a change that is known.
  public init(on grid: CoverGrid) {
    self.grid = grid
    maps = OcclusionFill.allCases.map { CoverMap($0, on: grid) }
  }

  /// The map of a fill.
  public func map(of fill: OcclusionFill) -> CoverMap { maps[Self.index(of: fill)] }

  private static func index(of fill: OcclusionFill) -> Int {
    OcclusionFill.allCases.firstIndex(of: fill) ?? 0
  }

  /// Takes the change of a fill at a place, row · width + column.
  public mutating func take(_ change: Float, atPlace place: Int, _ fill: OcclusionFill) {
    maps[Self.index(of: fill)].take(change, atPlace: place)
  }

  /// Whether all changes are known.
  public var isComplete: Bool { maps.allSatisfy(\.isComplete) }

  /// Whether all changes under a cover are known.
  public func isComplete(_ cover: Cover) -> Bool {
    switch cover {
    case .fill(let fill): map(of: fill).isComplete
    case .all: isComplete
    }
  }

  /// The share of the changes that are known.
  public var share: Double {
    Double(maps.reduce(0) { $0 + $1.knownCount }) / Double(max(1, grid.count * maps.count))
  }

  /// The largest magnitude of the changes under a cover.
  public func magnitude(under cover: Cover) -> Float {
    switch cover {
    case .fill(let fill): return map(of: fill).magnitude
    case .all:
      let ends = [true, false].compactMap { extreme(under: .all, isLowest: $0) }
      return ends.map { abs(change(under: .all, row: $0 / grid.width, column: $0 % grid.width) ?? 0) }.max()
        ?? 0
    }
  }

  /// The change at a place, or in the middle of the smallest block around it of which it is known; of all fills that of
  /// the smallest magnitude, 0 where they disagree about the sign; `nil` where it isn't known.
  public func change(under cover: Cover, row: Int, column: Int) -> Float? {
    switch cover {
    case .fill(let fill): return map(of: fill).nearest(row: row, column: column)
    case .all:
      let changes = maps.compactMap { $0.nearest(row: row, column: column) }
      return changes.count < maps.count ? nil : Self.agreed(changes)
    }
  }

  private static func agreed(_ changes: [Float]) -> Float {
    if changes.contains(where: \.isNaN) { return .nan }
    return disagree(changes) ? 0 : changes.min { abs($0) < abs($1) } ?? 0
  }

  private static func disagree(_ changes: [Float]) -> Bool {
    changes.contains { $0 > 0 } && changes.contains { $0 < 0 }
  }

  /// Whether fills disagree about the sign at a place; `false` while not all of them are known there, and where one is
  /// NaN.
  public func disagrees(row: Int, column: Int) -> Bool {
    let changes = maps.compactMap { $0.nearest(row: row, column: column) }
    return changes.count == maps.count && !changes.contains(where: \.isNaN) && Self.disagree(changes)
  }

  /// The share of the covered places at which fills disagree about the sign; `nil` until all is known.
  public var shareOfDisagreement: Double? {
    guard isComplete, grid.count > 0 else { return nil }
    let count = grid.places.count { disagrees(row: $0 / grid.width, column: $0 % grid.width) }
    return Double(count) / Double(grid.count)
  }

  /// The place of the smallest or the largest change under a cover; `nil` where none is below, or above, 0.
  public func extreme(under cover: Cover, isLowest: Bool) -> Int? {
    switch cover {
    case .fill(let fill): return isLowest ? map(of: fill).lowest : map(of: fill).highest
    case .all:
      let changes = grid.places.sorted().compactMap { place -> (place: Int, change: Float)? in
        guard let change = change(under: .all, row: place / grid.width, column: place % grid.width),
          isLowest ? change < 0 : change > 0
        else { return nil }
        return (place, abs(change))
      }
      // The first of equals.
      return changes.reduce(nil as (place: Int, change: Float)?) { best, next in
        next.change > (best?.change ?? 0) ? next : best
      }?.place
    }
  }
}
