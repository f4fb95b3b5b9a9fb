import CellScreen
import ConvNet
public import Tensors

/// What paints on the picture: where it is, how large, and in which colour.
public struct Brush: Equatable, Sendable {
  /// The row of its middle.
  public internal(set) var row: Int
  /// The column of its middle.
  public internal(set) var column: Int
  /// How many rows and columns it covers: 1, 3, 5 and so on.
  public internal(set) var size = 3
  /// The colour, among those that it can have.
  var colour = 0

  /// The colours that it goes through, the one first that stands out least.
  static let colours =
    [PaintColour.named(.grey)] + NamedColour.allCases.filter { $0 != .grey }.map(PaintColour.named) + [.mean]

  /// The largest that it can be.
  static let largest = 31

  /// What it paints in.
  public var paint: PaintColour { Self.colours[colour] }

  /// What the colour is called.
  public var colourName: String { paint.text }

  /// The pixels under it, of a picture of a shape: at the edge there are fewer.
  public func area(in shape: Shape) -> PixelArea {
    PixelArea(OcclusionSquare(side: size, row: row, column: column, of: shape))
  }
}

/// What a person wants of the brush.
public enum BrushStep: Hashable, Sendable {
  /// To be beside where it is.
  case move(Move.Direction)
  /// To be larger, or smaller.
  case size(by: Int)
  /// Another colour.
  case colour(by: Int)
  /// The pixels under it in its colour.
  case paint
  /// An end of painting.
  case end
}

/// What the keys ask for while one paints; keys that are not among them act as ever.
let intentsWithBrush: [KeyPress: BrushStep] = [
  .up: .move(.up), .character("k"): .move(.up), .down: .move(.down), .character("j"): .move(.down),
  .left: .move(.left), .character("h"): .move(.left), .right: .move(.right), .character("l"): .move(.right),
  .character("+"): .size(by: 1), .character("="): .size(by: 1), .character("-"): .size(by: -1),
  .character("c"): .colour(by: 1), .character(" "): .paint, .enter: .paint, .escape: .end,
  .character("e"): .end,
]

/// Takes up the brush, with the whole picture on the screen.
///
/// - Throws: `Refusal` where there is no picture that could be painted.
func takeBrush(_ state: inout ExplorerState) throws(Refusal) {
  guard let shape = state.model.network?.inputShape, shape.rank == 3, [1, 3].contains(shape.channels),
    shape.count > 0
  else { throw Refusal("the network reads no picture that could be painted") }
  guard !state.display.isLarge else {
    throw Refusal("there is no brush among large letters; :large ends them")
  }
  guard state.evaluation != nil else {
    throw Refusal(state.isWorking ? stillComputed : "there is no picture to paint on")
  }
  // Where nobody has put the cursor, the middle is nearest to everything.
  let middle = LayerCursor(row: shape[0] / 2, column: shape[1] / 2)
  let cursor = state.isUntouched(line: 0) ? middle : state.cursor(ofLine: 0)
  if state.depth != .layer || state.line != 0 { navigate(&state, .place(.line(0))) }
  state.notice = nil
  state.brush = Brush(
    row: min(cursor.row, shape[0] - 1), column: min(cursor.column, shape[1] - 1))
}

extension ExplorerState {
  /// Lays the brush down where the picture is not on the screen any more.
  mutating func layDownBrush() {
    if depth != .layer || line != 0 || display.isLarge { brush = nil }
  }
}

/// Does what a person wants of the brush.
func use(_ state: inout ExplorerState, _ step: BrushStep) -> [Effect] {
  guard var brush = state.brush, let shape = state.model.network?.inputShape else { return [] }
  switch step {
  case .move(let direction):
    brush.row = min(max(0, brush.row + direction.step(right: 0, down: 1)), shape[0] - 1)
    brush.column = min(max(0, brush.column + direction.step(right: 1, down: 0)), shape[1] - 1)
  case .size(let step): brush.size = min(max(1, brush.size + 2 * step), Brush.largest)
  case .colour(let step):
    let count = Brush.colours.count
    brush.colour = ((brush.colour + step) % count + count) % count
  case .paint: return stroke(&state)
  case .end:
    state.brush = nil
    return []
  }
  state.brush = brush
  return []
}

/// Paints what is under the brush at a place, where somebody has brought it.
func paint(_ state: inout ExplorerState, row: Int, column: Int) -> [Effect] {
  guard state.brush != nil, let shape = state.model.network?.inputShape else { return [] }
  state.brush?.row = min(max(0, row), shape[0] - 1)
  state.brush?.column = min(max(0, column), shape[1] - 1)
  return stroke(&state)
}

extension ExplorerState {
  /// What was painted while what follows from it is still computed: areas, and the samples of each channel there.
  public var pendingPaint: [(area: PixelArea, samples: [Float])] {
    guard isChanging, let shown = shown?.picture.samples, shown.shape.rank == 3 else { return [] }
    let known = Set(variant?.changes ?? [])
    return changes.compactMap { change in
      guard case .paint(let area, let paint) = change, !known.contains(change),
        let samples = paint.samples(
          channels: shown.shape.channels, mean: evaluation?.picture.samples.meansOfChannels ?? [])
      else { return nil }
      return (area, samples)
    }
  }
}

private func stroke(_ state: inout ExplorerState) -> [Effect] {
  guard let brush = state.brush, let shape = state.model.network?.inputShape else { return [] }
  let area = brush.area(in: shape)
  var changes = state.changes
  if case .paint(let last, brush.paint)? = changes.last, let joined = last.joined(with: area) {
    guard joined != last else { return [] }
    changes[changes.count - 1] = .paint(joined, brush.paint)
  } else {
    changes.append(.paint(area, brush.paint))
  }
  return becomeChanged(&state, changes, saying: nil)
}

extension PixelArea {
  /// The area of both, where that is a rectangle without anything else in it; `nil` elsewhere.
  func joined(with other: PixelArea) -> PixelArea? {
    if rows == other.rows, let joined = Self.joined(columns, other.columns) {
      return PixelArea(rows: rows, columns: joined)
    }
    if columns == other.columns, let joined = Self.joined(rows, other.rows) {
      return PixelArea(rows: joined, columns: columns)
    }
    let holds = { (outer: PixelArea, inner: PixelArea) in
      outer.rows.contains(inner.rows.lowerBound) && outer.rows.contains(inner.rows.upperBound)
        && outer.columns.contains(inner.columns.lowerBound)
        && outer.columns.contains(inner.columns.upperBound)
    }
    return holds(self, other) ? self : holds(other, self) ? other : nil
  }

  private static func joined(_ one: ClosedRange<Int>, _ other: ClosedRange<Int>) -> ClosedRange<Int>? {
    guard one.lowerBound <= other.upperBound + 1, other.lowerBound <= one.upperBound + 1 else { return nil }
    return min(one.lowerBound, other.lowerBound)...max(one.upperBound, other.upperBound)
  }
}
