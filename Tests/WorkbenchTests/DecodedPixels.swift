import CellScreen
import ImageFormats
import Tensors

/// The pixels of a PNG file.
struct DecodedPixels {
  let height: Int
  let width: Int
  private let samples: [Float]

  /// Reads a file.
  init(_ bytes: [UInt8]) throws {
    let picture = try Picture(decoding: bytes)
    (height, width) = (picture.samples.shape[0], picture.samples.shape[1])
    samples = picture.samples.values
  }

  /// The colour at a place.
  subscript(row: Int, column: Int) -> RGB {
    let first = 3 * (row * width + column)
    let parts = samples[first..<first + 3].map { UInt8(($0 * 255).rounded()) }
    return RGB(parts[0], parts[1], parts[2])
  }

  /// The colours of an area.
  func colours(_ area: Area) -> Set<RGB> {
    Set(area.rows.flatMap { row in area.columns.map { self[row, $0] } })
  }

  /// The places of an area that have a colour, from its upper left corner.
  func places(of colour: RGB, in area: Area) -> [[Int]] {
    area.rows.flatMap { row in
      area.columns.filter { self[row, $0] == colour }.map { [row - area.row, $0 - area.column] }
    }
  }
}
