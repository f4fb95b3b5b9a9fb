public import Tensors

/// The changes of a number under covers of several fills, as `OcclusionSweep` finds them.
public struct Occlusion: Equatable, Sendable {
  /// The changes of one fill.
  public struct Map: Equatable, Sendable {
    /// What the squares are covered with.
    public let fill: OcclusionFill
    /// The change at each place, (height, width).
    public let changes: Plane

    /// Takes the changes of a fill.
    public init(_ fill: OcclusionFill, _ changes: Plane) {
      (self.fill, self.changes) = (fill, changes)
    }

    /// The place, row · width + column, of the smallest change, the first of equals, NaN left out; `nil` where none is
    /// below 0.
    public var worstPlace: Int? {
      let places = changes.values.indices.filter { changes.values[$0] < 0 }
      return places.min { changes.values[$0] < changes.values[$1] }
    }
  }

  /// The maps, one a fill, of one picture.
  public let maps: [Map]

  /// Takes maps.
  ///
  /// - Precondition: There is at least one, and all have the same height and width.
  public init(_ maps: [Map]) {
    precondition(!maps.isEmpty, "no map of an occlusion")
    precondition(maps.allSatisfy { $0.changes.values.count == maps[0].changes.values.count })
    self.maps = maps
  }

  /// Where fills disagree about the sign, (height, width): 1 where one gives more than 0 and another less, NaN where a
  /// change is NaN, else 0.
  public var disagreement: Plane {
    let planes = maps.map(\.changes)
    let values = planes[0].values.indices.map { place -> Float in
      let changes = planes.map { $0.values[place] }
      if changes.contains(where: \.isNaN) { return .nan }
      return changes.contains { $0 > 0 } && changes.contains { $0 < 0 } ? 1 : 0
    }
    return Plane(height: planes[0].height, width: planes[0].width, values: values)
  }

  /// The share of the places at which fills disagree about the sign.
  public var shareOfDisagreement: Double {
    let values = disagreement.values
    return values.isEmpty ? 0 : Double(values.count { $0 == 1 }) / Double(values.count)
  }
}
