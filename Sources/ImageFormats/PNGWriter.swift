internal import CPNG

/// Writing PNG files.
public enum PNGWriter {
  /// The bytes of a picture as a PNG file of 8-bit RGB, through libpng.
  ///
  /// `samples` are red, green and blue of each pixel, row by row. `nil` where there is no memory for the file, or
  /// the picture has no pixels or more than 2³⁰ samples.
  ///
  /// - Precondition: There are exactly `height · width · 3` samples.
  public static func encode(height: Int, width: Int, samples: [UInt8]) -> [UInt8]? {
    precondition(samples.count == height * width * 3, "\(samples.count) samples for \(height)×\(width)×3")
    guard let rows = UInt32(exactly: height), let columns = UInt32(exactly: width) else { return nil }
    let limit = cpng_largest_file(columns, rows)
    guard limit > 0 else { return nil }
    var isWritten = false
    let file = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      var size = buffer.count
      isWritten = cpng_write(samples, columns, rows, buffer.baseAddress, &size) == CPNG_OK
      count = size
    }
    return isWritten ? file : nil
  }
}
