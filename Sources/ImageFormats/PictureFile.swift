public import Tensors

/// A picture file in memory whose header was read and checked; its pixels are unpacked when they are asked for.
public struct PictureFile: PictureExtents, Sendable {
  private let bytes: [UInt8]
  private let stored: any StoredPicture

  /// Reads the header of a picture file, which is recognised by its content.
  ///
  /// Reads JPEG, PNG, WebP, and PNM, P1 to P6; bytes after the first picture are passed over.
  ///
  /// - Throws: `PictureError`, before any memory is taken for pixels; `.notRead` where the file is a picture of
  ///   another kind.
  public init(_ bytes: [UInt8]) throws(PictureError) {
    self.bytes = bytes
    if let kind = PNMKind(recognising: bytes) {
      stored = try PNMHeader(bytes, kind: kind)
    } else if Picture.isPNG(bytes) {
      stored = try PNGHeader(bytes)
    } else if Picture.isJPEG(bytes) {
      stored = try JPEGHeader(bytes)
    } else if Picture.isWebP(bytes) {
      stored = try WebPHeader(bytes)
    } else if let other = UnreadPicture(recognising: bytes) {
      throw .notRead(other)
    } else {
      throw .notAPicture(firstBytes: Array(bytes.prefix(8)))
    }
  }

  /// The number of rows of the upright picture.
  public var height: Int { stored.orientation.swapsAxes ? stored.width : stored.height }
  /// The number of columns of the upright picture.
  public var width: Int { stored.orientation.swapsAxes ? stored.height : stored.width }
  /// The number of channels: 1 (grey) or 3 (red, green, blue).
  public var channels: Int { stored.channels }

  /// The upright picture as the input of a network, as `Picture.input` has it; (height, width, channel).
  ///
  /// Pixels are added up as they are unpacked: Σ row weight · column weight · stored sample, whole numbers whose
  /// sum is exact in `Double`, divided and rounded once to `Float`. Beside the file this takes memory for the input,
  /// in `Double`, and in libraries for four rows of a PNG file, interlaced or not; for 3 to 7 bytes a pixel of WebP,
  /// 1 to 4 of JPEG, and 2 more a coefficient of JPEG in several scans.
  ///
  /// It is asked before the first pixels, and before each row or part of one is added, whether to go on.
  ///
  /// - Throws: `PictureError` where the pixels can't be unpacked; `.givenUp` where it isn't to go on.
  public func input(
    _ target: PictureTarget, fit: PictureFit = .crop, goesOn: () -> Bool = { true }
  ) throws(PictureError) -> Tensor {
    guard goesOn() else { throw .givenUp }
    var sums = InputSums(
      of: self, channels: channels, orientation: stored.orientation, target: target, fit: fit)
    try stored.unpack(bytes) { (run) throws(PictureError) in
      guard goesOn() else { throw .givenUp }
      sums.add(run)
    }
    return sums.input(largest: stored.largest)
  }

  /// The bytes that `input` takes beside the file and what libraries take: for an input, and for its sums in `Double`,
  /// of which each position has one for every channel of the picture.
  public func bytes(ofInput target: PictureTarget) -> Int {
    MemoryLayout<Double>.stride * InputSums.count(channels: channels, target: target)
      + MemoryLayout<Float>.stride * target.shape.count
  }

  /// All samples of the upright picture.
  func samples() throws(PictureError) -> Tensor {
    let shape = Shape(height, width, channels)
    let largest = Float(stored.largest)
    var values = [Float](repeating: 0, count: shape.count)
    try stored.unpack(bytes) { run in
      var column = run.place.firstColumn
      for first in stride(from: 0, to: run.samples.count, by: channels) {
        let place = stored.orientation.upright(
          row: run.place.row, column: column, height: stored.height, width: stored.width)
        let start = (place.row * width + place.column) * channels
        for channel in 0..<channels {
          values[start + channel] = Float(run.samples[first + channel]) / largest
        }
        column += run.place.columnStep
      }
    }
    return Tensor(shape, values)
  }
}
