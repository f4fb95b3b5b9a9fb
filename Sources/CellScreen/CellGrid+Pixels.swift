extension CellGrid {
  /// Sets one pixel; the other half of its cell stays as it is, page where it was text.
  package mutating func setPixel(halfRow: Int, column: Int, _ pixel: Pixel) {
    guard halfRow >= 0 else { return }
    let isUpper = halfRow.isMultiple(of: 2)
    setPixels(row: halfRow / 2, column: column, upper: isUpper ? pixel : nil, lower: isUpper ? nil : pixel)
  }

  /// Draws rows of pixels with their upper left corner at a half row and a column.
  ///
  /// - Precondition: All rows are equally wide.
  package mutating func drawPixels(_ pixels: [Pixel], width: Int, halfRow: Int, column: Int) {
    guard width > 0 else { return }
    let height = pixels.count / width
    let places = max(0, -column)..<max(0, -column, min(width, self.width - column))
    for row in max(0, halfRow / 2)..<max(0, min(self.height, (halfRow + height + 1) / 2)) {
      let upper = 2 * row - halfRow
      for place in places {
        setPixels(
          row: row, column: column + place,
          upper: (0..<height).contains(upper) ? pixels[upper * width + place] : nil,
          lower: (0..<height).contains(upper + 1) ? pixels[(upper + 1) * width + place] : nil)
      }
    }
  }

  /// Fills a rectangle of pixels.
  package mutating func fillPixels(halfRows: Range<Int>, columns: Range<Int>, _ pixel: Pixel) {
    for halfRow in halfRows {
      for column in columns { setPixel(halfRow: halfRow, column: column, pixel) }
    }
  }

  /// Sets one or both halves of a cell; the other stays as it is, page where it was text.
  private mutating func setPixels(row: Int, column: Int, upper: Pixel?, lower: Pixel?) {
    if let upper, let lower {
      self[row, column] = Cell(upper: upper, lower: lower)
    } else if case .pixels(let above, let below) = self[row, column].content {
      self[row, column] = Cell(upper: upper ?? above, lower: lower ?? below)
    } else {
      self[row, column] = Cell(upper: upper ?? .page, lower: lower ?? .page)
    }
  }
}
