/// A part of a cell that a character fills, in units of which a cell has 10 × 20, from the upper left corner.
struct BlockShape: Hashable {
  var left = 0.0
  var top = 0.0
  var right = Double(DrawnGrid.cellWidth)
  var bottom = Double(DrawnGrid.cellHeight)
  /// How much of the part is ink.
  var coverage = 1.0

  static let whole = BlockShape()

  /// Whether neighbours of the same shape join to one rectangle.
  var spansCell: Bool { left == 0 && right == Self.whole.right }

  /// Whether the part is so thin that it could fall between two pixels of a smaller picture.
  var isThin: Bool { min(right - left, bottom - top) < 2 }

  private init() {}

  private init(columns: ClosedRange<Double>, rows: ClosedRange<Double>) {
    (left, right) = (columns.lowerBound, columns.upperBound)
    (top, bottom) = (rows.lowerBound, rows.upperBound)
  }

  /// The shapes of a block, a shade, a rule or a part of a frame; none for any other character.
  static func shapes(of character: Character) -> [BlockShape] {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return [] }
    if let quarters = quarters[scalar.value] {
      return quarters.map { BlockShape(columns: $0.columns, rows: $0.rows) }
    }
    return block(scalar.value).map { [$0] } ?? crossing(scalar.value)
  }

  /// The shape of a character that is one rectangle.
  private static func block(_ scalar: UInt32) -> BlockShape? {
    var shape = BlockShape()
    let (eighthWide, eighthHigh) = (shape.right / 8, shape.bottom / 8)
    switch scalar {
    case 0x2500: (shape.top, shape.bottom) = (midRows.lowerBound, midRows.upperBound)
    case 0x2502: (shape.left, shape.right) = (midColumns.lowerBound, midColumns.upperBound)
    case 0x2580: shape.bottom = 4 * eighthHigh
    case 0x2581...0x2588: shape.top = Double(0x2588 - scalar) * eighthHigh
    case 0x2589...0x258F: shape.right = Double(0x2590 - scalar) * eighthWide
    case 0x2590: shape.left = 4 * eighthWide
    case 0x2591...0x2593: shape.coverage = Double(scalar - 0x2590) / 4
    case 0x2594: shape.bottom = eighthHigh
    case 0x2595: shape.left = 7 * eighthWide
    default: return nil
    }
    return shape
  }

  private typealias Part = (columns: ClosedRange<Double>, rows: ClosedRange<Double>)

  /// The quarters that characters of several, or of one, fill.
  private static let quarters: [UInt32: [Part]] = {
    let upperLeft: Part = (0...5, 0...10)
    let upperRight: Part = (5...10, 0...10)
    let lowerLeft: Part = (0...5, 10...20)
    let lowerRight: Part = (5...10, 10...20)
    return [
      0x2596: [lowerLeft], 0x2597: [lowerRight], 0x2598: [upperLeft], 0x259D: [upperRight],
      0x2599: [upperLeft, lowerLeft, lowerRight], 0x259A: [upperLeft, lowerRight],
      0x259B: [upperLeft, upperRight, lowerLeft], 0x259C: [upperLeft, upperRight, lowerRight],
      0x259E: [upperRight, lowerLeft], 0x259F: [upperRight, lowerLeft, lowerRight],
    ]
  }()

  /// The shapes of a place where rules meet; a rounded corner has its outermost point cut off.
  private static func crossing(_ scalar: UInt32) -> [BlockShape] {
    switch scalar {
    case 0x251C: [downTo(whole.bottom), across(from: 5)]
    case 0x2524: [downTo(whole.bottom), across(to: 5)]
    case 0x2534: [downTo(10), across()]
    case 0x253C: [downTo(whole.bottom), across()]
    case 0x256F: [downTo(9.25), across(to: 4.25), BlockShape(columns: 3.5...5, rows: 8.5...10)]
    case 0x2570: [downTo(9.25), across(from: 5.75), BlockShape(columns: 5...6.5, rows: 8.5...10)]
    default: []
    }
  }

  /// The rows of a rule.
  private static let midRows = 9.25...10.75
  /// The columns of an upright rule.
  private static let midColumns = 4.25...5.75

  private static func downTo(_ bottom: Double) -> BlockShape {
    BlockShape(columns: midColumns, rows: 0...bottom)
  }

  private static func across(from left: Double = 0, to right: Double = whole.right) -> BlockShape {
    BlockShape(columns: left...right, rows: midRows)
  }
}
