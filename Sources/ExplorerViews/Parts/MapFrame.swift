import CellScreen
import ConvNet
import Explorer
import Tensors

/// Rows and columns of a map: one number, or those under a window.
struct MapPlaces {
  let rows: Range<Int>
  let columns: Range<Int>
}

extension MapPlaces {
  /// One number.
  init(row: Int, column: Int) {
    self.init(rows: row..<row + 1, columns: column..<column + 1)
  }

  /// The number under a cursor.
  init(_ cursor: LayerCursor) {
    self.init(row: cursor.row, column: cursor.column)
  }

  /// The pixels of an area.
  init(_ area: PixelArea) {
    self.init(
      rows: area.rows.lowerBound..<area.rows.upperBound + 1,
      columns: area.columns.lowerBound..<area.columns.upperBound + 1)
  }

  /// What a window reads for the number under a cursor.
  init(under windows: WindowGrid, at cursor: LayerCursor) {
    self.init(rows: windows.rows.places(at: cursor.row), columns: windows.columns.places(at: cursor.column))
  }
}

/// Where a map stands on the screen, and at which factor.
struct MapFrame {
  /// The cell of its upper left corner.
  let row: Int
  let column: Int
  /// How many numbers it has.
  let size: Size2D
  let scale: MapScale

  /// The half rows that it takes.
  var halfRows: Range<Int> { 2 * row..<2 * row + scale.pixels(size.height) }
  /// The columns that it takes.
  var columns: Range<Int> { column..<column + scale.pixels(size.width) }
  /// The first row of cells below it.
  var end: Int { row + (halfRows.count + 1) / 2 }

  /// The cell of a number.
  func cell(_ cursor: LayerCursor) -> ScreenCursor {
    ScreenCursor(row: row + scale.pixel(of: cursor.row) / 2, column: column + scale.pixel(of: cursor.column))
  }

  /// The half rows of some places.
  func halfRows(of places: MapPlaces) -> Range<Int> {
    let rows = scale.pixels(of: places.rows)
    return 2 * row + rows.lowerBound..<2 * row + rows.upperBound
  }

  /// The columns of some places.
  func columns(of places: MapPlaces) -> Range<Int> {
    let columns = scale.pixels(of: places.columns)
    return column + columns.lowerBound..<column + columns.upperBound
  }
}

extension MapFrame {
  /// A map two rows below the heading in the first row of an area, as large as fits with a row below it; `nil` where
  /// it doesn't fit.
  init?(_ size: Size2D, headedIn area: Area, rows: Int? = nil, largest: Int) {
    guard let scale = size.scale(columns: area.width - 2, rows: rows ?? area.height - 3, largest: largest)
    else { return nil }
    self.init(row: area.row + 2, column: area.column + 1, size: size, scale: scale)
  }

  /// A map with its gutter in an area of few rows, not enlarged; `nil` where it doesn't fit.
  init?(_ size: Size2D, unheadedIn area: Area) {
    // Half a row above and half a row below are the gutter's.
    let halfRows = 2 * (area.height - 1) - 1
    let scales = MapScale.descending(from: 1)
    guard area.height > 2,
      let scale = scales.first(where: {
        $0.pixels(size.width) <= area.width - 2 && $0.pixels(size.height) <= halfRows
      })
    else { return nil }
    self.init(row: area.row + 1, column: area.column + 1, size: size, scale: scale)
  }
}

extension Size2D {
  /// The size in words: `3×3`.
  var words: String { "\(height)×\(width)" }

  /// The largest factor at which a map of this size fits into columns and rows of cells; `nil` where none does.
  func scale(columns: Int, rows: Int, largest: Int = 32) -> MapScale? {
    MapScale.fitting(height: height, width: width, columns: columns, rows: rows, largest: largest)
  }
}

extension Shape {
  /// The rows and columns of its maps.
  var mapSize: Size2D { Size2D(height: self[0], width: self[1]) }
}

extension Plane {
  /// Its rows and columns.
  var size: Size2D { Size2D(height: height, width: width) }
}

extension CellGrid {
  /// Draws pixels with a gutter around them.
  mutating func draw(_ map: PixelMap, in frame: MapFrame) {
    framePixels(halfRows: frame.halfRows, columns: frame.columns, .gutter)
    draw(map, halfRow: 2 * frame.row, column: frame.column)
  }

  /// Marks places of a map beside it, in the row above and the column at its left.
  mutating func rule(_ places: MapPlaces, of frame: MapFrame, _ pixel: Pixel = .mark) {
    for column in frame.columns(of: places) { setPixel(halfRow: 2 * frame.row - 1, column: column, pixel) }
    for halfRow in frame.halfRows(of: places) {
      setPixel(halfRow: halfRow, column: frame.column - 1, pixel)
    }
  }

  /// Frames places of a map, in colours that stand out from what they cover.
  mutating func frame(_ places: MapPlaces, of frame: MapFrame) {
    framePixels(
      halfRows: frame.halfRows(of: places), columns: frame.columns(of: places), .mark, overMap: true)
  }

  /// Marks places of a map: with a frame, but beside the map where it is shrunk, since places are no squares there, and
  /// where numbers stand in its squares.
  mutating func mark(_ places: MapPlaces, of frame: MapFrame, hasNumbers: Bool = false) {
    let isShrunk = if case .shrunk = frame.scale { true } else { false }
    if isShrunk || hasNumbers { rule(places, of: frame) }
    if !isShrunk, !hasNumbers { self.frame(places, of: frame) }
  }

  /// Every second window's stretch of the track above and at the left of a map, so that windows can be counted.
  mutating func drawTiles(_ windows: WindowGrid, of frame: MapFrame) {
    for stop in stride(from: 1, to: windows.columns.outputExtent, by: 2) {
      rule(MapPlaces(rows: 0..<0, columns: windows.columns.places(at: stop)), of: frame, .page)
    }
    for stop in stride(from: 1, to: windows.rows.outputExtent, by: 2) {
      rule(MapPlaces(rows: windows.rows.places(at: stop), columns: 0..<0), of: frame, .page)
    }
  }
}
