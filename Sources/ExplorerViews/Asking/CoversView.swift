import CellScreen
import ConvNet
import Explorer
import Tensors

/// The columns of a screen that the picture takes at the most, where a question about parts of it stands beside it.
func widthOfCovers(onScreenOf columns: Int) -> Int { columns - max(24, columns / 3) }

/// Draws the picture with the squares that a question is about, each in a frame with its letter; returns the column at its
/// right, 0 where the question is about none, or there is no room to tell them.
func drawCovers(on grid: inout CellGrid, _ state: ExplorerState, _ asking: Asking, _ area: Area) -> Int {
  let squares = asking.question.answers.compactMap(\.square)
  guard let side = squares.map(\.rows.count).min(), let evaluation = state.evaluation,
    let frame = MapFrame(evaluation.picture.samples.shape.mapSize, coveredIn: area),
    frame.scale.pixels(side) >= 4
  else { return 0 }
  grid.draw(PixelMap(pictureOf: evaluation, at: frame.scale), in: frame)
  let places = squares.map { MapPlaces(rows: $0.rows, columns: $0.columns) }
  for places in places { grid.frame(places, of: frame) }
  for (index, places) in places.enumerated() {
    let isSaid = asking.chosen == index || asking.isRevealed && asking.question.right == index
    let cell = frame.letterCell(in: places)
    grid.write(Question.letter(index), row: cell.row, column: cell.column, isSaid ? .accent : .heading)
  }
  return frame.columns.upperBound + 2
}

extension MapFrame {
  /// A picture with a gutter around it in an area, at most four times as large; `nil` where it doesn't fit.
  fileprivate init?(_ size: Size2D, coveredIn area: Area) {
    guard let scale = size.scale(columns: area.width - 2, rows: area.height - 1, largest: 4) else {
      return nil
    }
    self.init(row: area.row + 1, column: area.column + 1, size: size, scale: scale)
  }

  /// Where a letter names some places: in the middle of a small square, in the corner of one in which more is to be seen.
  fileprivate func letterCell(in places: MapPlaces) -> (row: Int, column: Int) {
    let (rows, columns) = (halfRows(of: places), columns(of: places))
    guard rows.count >= 8 else {
      return (
        (rows.lowerBound + rows.upperBound) / 4, (columns.lowerBound + columns.upperBound) / 2
      )
    }
    return ((rows.lowerBound + 1) / 2, columns.lowerBound)
  }
}
