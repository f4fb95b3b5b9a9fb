import CellScreen
import ConvNet
import Explorer
import Tensors

/// The picture as large as it fits with the brush on it, and what the network says of it at its right.
func drawBrush(on screen: inout Screen, _ state: ExplorerState, _ brush: Brush, _ layout: Layout) {
  let area = layout.ruled
  guard let subject = Subject(state) else {
    screen.grid.rule(row: area.row, columns: area.columns, "")
    return drawAbsence(on: &screen.grid, state, row: area.row + 2)
  }
  let evaluation = subject.evaluation
  let (body, shape) = (area.body, evaluation.picture.samples.shape)
  let paint = brush.area(in: shape)
  let place =
    "rows \(paint.rows.lowerBound)–\(paint.rows.upperBound), columns \(paint.columns.lowerBound)–\(paint.columns.upperBound)"
  screen.grid.rule(
    row: area.row, columns: area.columns, "the picture as the network gets it", .heading)
  screen.grid.write(" brush: \(place) ", row: area.row, endingAt: area.columns.upperBound - 2, .dim)
  let most = max(10, area.width - 42)
  guard let scale = shape.mapSize.scale(columns: most, rows: body.height - 1) else { return }
  let frame = MapFrame(row: body.row + 1, column: 2, size: shape.mapSize, scale: scale)
  screen.grid.framePixels(halfRows: frame.halfRows, columns: frame.columns, .gutter)
  screen.grid.draw(PixelMap(pictureOf: evaluation, at: scale), in: frame)
  for (painted, samples) in state.pendingPaint {
    let places = MapPlaces(painted)
    screen.grid.fillPixels(
      halfRows: frame.halfRows(of: places), columns: frame.columns(of: places),
      .picture(colour(of: samples)))
  }
  // Where colours can't tell paint from the picture, its rows and columns do.
  for case .paint(let painted, _) in state.changes {
    screen.grid.rule(MapPlaces(painted), of: frame, .mark)
  }
  screen.grid.mark(MapPlaces(paint), of: frame)
  screen.cursor = frame.cell(LayerCursor(row: brush.row, column: brush.column))
  screen.addMapTargets(frame) { Pointing.pixel(row: $0, column: $1) }
  let right = body.from(row: body.row + 1).from(column: frame.columns.upperBound + 3)
  drawAnswer(on: &screen, state, subject, right)
}

/// The logits, before and after what was painted once something is.
private func drawAnswer(on screen: inout Screen, _ state: ExplorerState, _ subject: Subject, _ area: Area) {
  let rows = area.high(min(area.height, max(1, subject.evaluation.logits.count)))
  if let variant = state.variant, state.look != .original, let logits = ChangedLogits(subject, variant, rows)
  {
    logits.draw(on: &screen)
    guard rows.rows.upperBound + 1 < area.rows.upperBound, logits.hasBars else { return }
    screen.grid.write(ChangeGlyph.words, row: rows.rows.upperBound + 1, column: area.column + 1, .dim)
    return
  }
  drawLogits(on: &screen, subject, rows)
}
