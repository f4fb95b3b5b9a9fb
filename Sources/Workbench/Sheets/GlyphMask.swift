/// How much of each pixel the ink of a grapheme covers, where its box is drawn at any size.
///
/// At the font's own size its pixels are exact. Where they are larger, slanting strokes are made straight: the notches
/// beside two pixels that touch at a corner only are filled with triangles.
struct GlyphMask {
  /// The pixels from the left to the right of the box.
  let width: Int
  /// The pixels from its top to its bottom.
  let height: Int
  /// The shares of the pixels, row by row, in parts of `whole`.
  let shares: [UInt16]
  /// The share of a pixel that is covered wholly.
  let whole: UInt16

  /// The places that a pixel of the font has in each direction where it is enlarged.
  private static let grain = 6

  /// The ink in boxes of `width` × 2 · `width` pixels, one behind the other.
  ///
  /// `rows` are those of the font from the top, the leftmost column in the highest of nine bits a box.
  init(rows: [UInt32], boxes: Int, width: Int) {
    let glyph = Glyph(rows: rows, columns: boxes * BitmapFont.width)
    let grain = width > BitmapFont.width ? Self.grain : 1
    let parts = BitmapFont.width * grain
    let columns = Self.overlaps(boxes * width, of: parts, width: width)
    let inked = (0..<BitmapFont.height * grain).map { row in
      columns.map { pixel in
        pixel.reduce(0) { $0 + (glyph.hasInk(row, $1.place, grain: grain) ? $1.length : 0) }
      }
    }
    shares = Self.overlaps(2 * width, of: parts, width: width).flatMap { pixel in
      columns.indices.map { column in
        UInt16(pixel.reduce(0) { $0 + inked[$1.place][column] * $1.length })
      }
    }
    whole = UInt16(parts * parts)
    self.width = boxes * width
    height = 2 * width
  }

  /// For each pixel the places that it lies on, and how many of its parts lie there; `width` pixels are `parts` places.
  private static func overlaps(
    _ pixels: Int, of parts: Int, width: Int
  ) -> [[(place: Int, length: Int)]] {
    (0..<pixels).map { pixel in
      let (start, end) = (parts * pixel, parts * pixel + parts)
      return (start / width...(end - 1) / width).map { place in
        (place, min(end, width * place + width) - max(start, width * place))
      }
    }
  }
}

/// The pixels of a grapheme in the font.
private struct Glyph {
  let rows: [UInt32]
  let columns: Int

  /// Whether a pixel has ink.
  private func hasInk(_ row: Int, _ column: Int) -> Bool {
    rows.indices.contains(row) && (0..<columns).contains(column)
      && rows[row] >> (columns - 1 - column) & 1 == 1
  }

  /// Whether a place has ink, of which each pixel has `grain` × `grain`.
  func hasInk(_ y: Int, _ x: Int, grain: Int) -> Bool {
    let (row, column) = (y / grain, x / grain)
    guard !hasInk(row, column), grain > 1 else { return hasInk(row, column) }
    let (down, right) = (y % grain, x % grain)
    let fromCorner = min(down, grain - 1 - down) + min(right, grain - 1 - right)
    guard fromCorner < grain / 2 else { return false }
    let (beyond, beside) = (down < grain / 2 ? row - 1 : row + 1, right < grain / 2 ? column - 1 : column + 1)
    return hasInk(beyond, column) && hasInk(row, beside) && !hasInk(beyond, beside)
  }
}
