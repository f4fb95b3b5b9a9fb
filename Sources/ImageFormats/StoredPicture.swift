/// Takes pixels one run after the other, until it throws.
typealias PixelReceiver = (PixelRun) throws(PictureError) -> Void

/// A picture file whose header was read, and whose pixels are still packed.
protocol StoredPicture: Sendable {
  /// The rows as they lie in the file.
  var height: Int { get }
  /// The columns as they lie in the file.
  var width: Int { get }
  /// The samples of a pixel of the picture: 1 (grey) or 3 (red, green, blue).
  var channels: Int { get }
  /// What a full sample is stored as.
  var largest: Int { get }
  /// How the stored picture is brought upright.
  var orientation: Orientation { get }

  /// Unpacks the pixels of the file whose header this is, and hands on each of them once.
  ///
  /// - Throws: `PictureError`, that of `receive` among them; what was handed on before is no picture then.
  func unpack(_ bytes: [UInt8], _ receive: PixelReceiver) throws(PictureError)
}

extension StoredPicture {
  /// Hands on the pixels of all rows in order; `sample` gives one by pixel, counted through the picture, and channel.
  func sendRows(
    to receive: PixelReceiver, sample: (_ pixel: Int, _ channel: Int) -> UInt16
  ) throws(PictureError) {
    for row in 0..<height {
      try RowPlace(row: row).send(count: width, channels: channels, to: receive) { pixel, channel in
        sample(row * width + pixel, channel)
      }
    }
  }
}

/// Some pixels of a stored row; at most `PixelRun.longest` of them, so that no memory is taken for whole rows.
struct PixelRun {
  /// The most pixels of a run.
  static let longest = 1_024

  /// Where they lie.
  let place: RowPlace
  /// The stored samples, those of a pixel side by side.
  let samples: [UInt16]
}

/// Where pixels lie in a stored row.
struct RowPlace {
  /// The row.
  let row: Int
  /// The column of the first pixel.
  var firstColumn = 0
  /// How far each pixel is from the one before.
  var columnStep = 1

  /// Hands on the pixels of a row in runs; `sample` gives one by pixel, counted from the first, and channel.
  func send(
    count: Int, channels: Int, to receive: PixelReceiver,
    sample: (_ pixel: Int, _ channel: Int) -> UInt16
  ) throws(PictureError) {
    for start in stride(from: 0, to: count, by: PixelRun.longest) {
      let end = min(count, start + PixelRun.longest)
      let samples = [UInt16](unsafeUninitializedCapacity: (end - start) * channels) { buffer, filled in
        for pixel in start..<end {
          for channel in 0..<channels {
            buffer.initializeElement(at: filled, to: sample(pixel, channel))
            filled += 1
          }
        }
      }
      let place = RowPlace(row: row, firstColumn: firstColumn + start * columnStep, columnStep: columnStep)
      try receive(PixelRun(place: place, samples: samples))
    }
  }
}
