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
  /// What all fills agree on at the places where all are known: the change of the smallest magnitude, 0 where they disagree
  /// about the sign.
  private var agreement: CoverMap
  /// At how many places they disagree about the sign.
  private var disagreementCount = 0

  /// Begins without a change that is known.
  public init(on grid: CoverGrid) {
    self.grid = grid
    maps = OcclusionFill.allCases.map { _ in CoverMap(on: grid) }
    agreement = CoverMap(on: grid)
  }

  /// The map of a fill.
  public func map(of fill: OcclusionFill) -> CoverMap { maps[Self.index(of: fill)] }

  private static func index(of fill: OcclusionFill) -> Int {
    OcclusionFill.allCases.firstIndex(of: fill) ?? 0
  }

  /// Takes the change of a fill at a place, row · width + column.
  public mutating func take(_ change: Float, atPlace place: Int, _ fill: OcclusionFill) {
    let had = agreement[place] != nil && disagree(atPlace: place)
    maps[Self.index(of: fill)].take(change, atPlace: place)
    let changes = maps.compactMap { $0[place] }
    guard changes.count == maps.count else { return }
    agreement.take(Self.agreed(changes), atPlace: place)
    disagreementCount += (disagree(atPlace: place) ? 1 : 0) - (had ? 1 : 0)
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
    case .all: return agreement.magnitude
    }
  }

  /// The change at a place, or in the middle of the smallest block around it of which it is known; of all fills that of
  /// the smallest magnitude, 0 where they disagree about the sign; `nil` where it isn't known.
  public func change(under cover: Cover, row: Int, column: Int) -> Float? {
    switch cover {
    case .fill(let fill): return map(of: fill).nearest(row: row, column: column)
    case .all: return agreement.nearest(row: row, column: column)
    }
  }

  private static func agreed(_ changes: [Float]) -> Float {
    if changes.contains(where: \.isNaN) { return .nan }
    return disagree(changes) ? 0 : changes.min { abs($0) < abs($1) } ?? 0
  }

  private static func disagree(_ changes: [Float]) -> Bool {
    changes.contains { $0 > 0 } && changes.contains { $0 < 0 }
  }

  /// Whether fills disagree about the sign where all are known; not where one is NaN.
  private func disagree(atPlace place: Int) -> Bool {
    let changes = maps.compactMap { $0[place] }
    return !changes.contains(where: \.isNaN) && Self.disagree(changes)
  }

  /// Whether fills disagree about the sign at a place, or in the middle of the smallest block around it of which all are
  /// known; `false` where none is.
  public func disagrees(row: Int, column: Int) -> Bool {
    agreement.nearestPlace(row: row, column: column).map(disagree) ?? false
  }

  /// The share of the covered places at which fills disagree about the sign; `nil` until all is known.
  public var shareOfDisagreement: Double? {
    guard isComplete, grid.count > 0 else { return nil }
    return Double(disagreementCount) / Double(grid.count)
  }

  /// The place of the smallest or the largest change under a cover; `nil` where none is below, or above, 0.
  public func extreme(under cover: Cover, isLowest: Bool) -> Int? {
    let map =
      switch cover {
      case .fill(let fill): map(of: fill)
      case .all: agreement
      }
    return isLowest ? map.lowest : map.highest
  }
}
