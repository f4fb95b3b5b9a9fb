import CellScreen
import Explorer
import Tensors

/// A rectangle of pixels, two of which make a cell.
struct PixelMap {
  let height: Int
  let width: Int
  private(set) var pixels: [Pixel]

  init(height: Int, width: Int, filledWith pixel: Pixel = .page) {
    self.height = height
    self.width = width
    pixels = [Pixel](repeating: pixel, count: max(0, height) * max(0, width))
  }

  subscript(row: Int, column: Int) -> Pixel {
    get { pixels[row * width + column] }
    set { pixels[row * width + column] = newValue }
  }

  /// The map with every pixel as a square of factor × factor.
  func enlarged(by factor: Int) -> PixelMap {
    guard factor > 1 else { return self }
    var large = PixelMap(height: height * factor, width: width * factor)
    for row in 0..<large.height {
      for column in 0..<large.width { large[row, column] = self[row / factor, column / factor] }
    }
    return large
  }
}

extension PixelMap {
  /// The map with every row repeated.
  func tall(_ factor: Int) -> PixelMap {
    guard factor > 1 else { return self }
    var tall = PixelMap(height: height * factor, width: width)
    for row in 0..<tall.height {
      for column in 0..<width { tall[row, column] = self[row / factor, column] }
    }
    return tall
  }

  /// A plane of numbers as colours at a factor.
  ///
  /// Shrinking takes the numbers of a block together, not the colours; a block is hatched where all its numbers are never read.
  /// Of the numbers, row by row, only the first `computed` are known; a block is, where all of its numbers are.
  init(
    _ plane: Plane, at scale: MapScale, _ shrinking: Shrinking, colours: ColourScale,
    neverRead: (rows: [Int], columns: [Int]), computed: Int = .max
  ) {
    self.init(
      shrunk: plane.shrunk(by: scale.shrinking, shrinking), of: Shape(plane.height, plane.width), at: scale,
      colours: colours, neverRead: neverRead, computed: computed)
  }

  /// The same for a plane that is shrunk already, of a shape whose first extents are those before.
  init(
    shrunk: Plane, of shape: Shape, at scale: MapScale, colours: ColourScale,
    neverRead: (rows: [Int], columns: [Int]), computed: Int = .max
  ) {
    let factor = scale.shrinking
    let unreadRows = blocks(wholly: neverRead.rows, extent: shape[0], factor: factor)
    let unreadColumns = blocks(wholly: neverRead.columns, extent: shape[1], factor: factor)
    var map = PixelMap(height: shrunk.height, width: shrunk.width)
    for row in 0..<shrunk.height {
      let lastRow = min((row + 1) * factor, shape[0]) - 1
      for column in 0..<shrunk.width {
        let last = lastRow * shape[1] + min((column + 1) * factor, shape[1]) - 1
        map[row, column] =
          last < computed
          ? colours.pixel(
            for: shrunk[row, column], isNeverRead: unreadRows[row] || unreadColumns[column])
          : .notComputed
      }
    }
    if case .enlarged(let factor) = scale { map = map.enlarged(by: factor) }
    self = map
  }

  /// A picture in its own colours at a factor; one channel is grey; what nothing reads is hatched.
  init(
    pictureOf evaluation: Evaluation, at scale: MapScale, neverRead: (rows: [Int], columns: [Int]) = ([], [])
  ) {
    let (factor, shape) = (scale.shrinking, evaluation.picture.samples.shape)
    let channels = evaluation.pictureChannels(shrunkBy: factor)
    var map = PixelMap(height: channels[0].height, width: channels[0].width)
    let colours = colours(ofChannels: channels.map(\.values))
    let unreadRows = blocks(wholly: neverRead.rows, extent: shape[0], factor: factor)
    let unreadColumns = blocks(wholly: neverRead.columns, extent: shape[1], factor: factor)
    for row in 0..<map.height {
      for column in 0..<map.width {
        let tone = Tone.picture(colours[row * map.width + column])
        map[row, column] = unreadRows[row] || unreadColumns[column] ? .neverRead(tone) : .tone(tone)
      }
    }
    if case .enlarged(let factor) = scale { map = map.enlarged(by: factor) }
    self = map
  }
}

/// Which blocks of `factor` places along an axis consist of places of a list only.
private func blocks(wholly places: [Int], extent: Int, factor: Int) -> [Bool] {
  let places = Set(places)
  return stride(from: 0, to: extent, by: factor).map { start in
    !places.isEmpty && (start..<min(start + factor, extent)).allSatisfy(places.contains)
  }
}

/// The colour of a pixel of a picture whose samples are 0…1; with other than three channels grey by the first.
func colour(of samples: [Float]) -> RGB { colours(ofChannels: samples.map { [$0] })[0] }

/// The colours of the pixels of a picture by its channels, of which each has the samples of all pixels.
private func colours(ofChannels channels: [[Float]]) -> [RGB] {
  let bytes = channels.map { samples in
    samples.map { $0.isFinite ? UInt8((min(max($0, 0), 1) * 255).rounded()) : 0 }
  }
  return bytes[0].indices.map { pixel in
    bytes.count == 3
      ? RGB(bytes[0][pixel], bytes[1][pixel], bytes[2][pixel])
      : RGB(bytes[0][pixel], bytes[0][pixel], bytes[0][pixel])
  }
}

extension CellGrid {
  /// Draws pixels with their upper left corner at a half row and a column.
  mutating func draw(_ map: PixelMap, halfRow: Int, column: Int) {
    drawPixels(map.pixels, width: map.width, halfRow: halfRow, column: column)
  }

  /// The number or picture that a pixel shows; `nil` of others.
  private func tone(halfRow: Int, column: Int) -> Tone? {
    guard halfRow >= 0, case .pixels(let upper, let lower) = self[halfRow / 2, column].content else {
      return nil
    }
    return switch halfRow.isMultiple(of: 2) ? upper : lower {
    case .tone(let tone), .neverRead(let tone), .markOver(let tone): tone
    case .page, .gutter, .mark, .notComputed, .notFinite: nil
    }
  }

  /// Whether a word, or a rule, stands where a pixel would be.
  private func hasText(halfRow: Int, column: Int) -> Bool {
    let (row, isInside) = (halfRow / 2, (0..<width).contains(column))
    guard halfRow >= 0, row < height, isInside, case .glyph(let glyph) = self[row, column].content else {
      return false
    }
    return glyph != " "
  }

  /// Draws a frame of pixels just outside a rectangle of pixels; a frame over a map stands out from what it covers, and stays
  /// open where it would cover words above or below.
  mutating func framePixels(
    halfRows: Range<Int>, columns: Range<Int>, _ pixel: Pixel = .mark, overMap: Bool = false
  ) {
    let (top, bottom) = (halfRows.lowerBound - 1, halfRows.upperBound)
    let (left, right) = (columns.lowerBound - 1, columns.upperBound)
    let sides = [top, bottom].map { row in (left...right).map { (row, $0) } }
    let drawn = sides.filter { !overMap || !$0.contains { hasText(halfRow: $0.0, column: $0.1) } }
    for (halfRow, column) in drawn.flatMap(\.self) + halfRows.flatMap({ [($0, left), ($0, right)] }) {
      let covered = overMap ? tone(halfRow: halfRow, column: column) : nil
      setPixel(halfRow: halfRow, column: column, covered.map(Pixel.markOver) ?? pixel)
    }
  }
}
