public import Tensors

/// A decoded picture: a (height, width, channel) tensor of samples in 0…1, with 1 channel (grey) or 3 (RGB).
public struct Picture: Equatable, Sendable {
  /// The samples, each the stored sample ÷ the largest that the file allows: 0 is dark, 1 is full.
  public let samples: Tensor

  /// Makes a picture of its samples.
  ///
  /// - Precondition: The rank is 3, no extent is 0, and there are 1 or 3 channels.
  public init(samples: Tensor) {
    let shape = samples.shape
    precondition(
      shape.rank == 3 && shape.count > 0 && (shape[2] == 1 || shape[2] == 3), "a picture of \(shape)")
    self.samples = samples
  }

  /// The number of rows.
  public var height: Int { samples.shape[0] }
  /// The number of columns.
  public var width: Int { samples.shape[1] }
  /// The number of channels: 1 (grey) or 3 (red, green, blue).
  public var channels: Int { samples.shape[2] }
}

extension Picture {
  /// The most pixels that a picture may have: 8192 × 8192.
  public static let pixelLimit = 1 << 26

  /// Whether a file that begins with these bytes, of which 8 are enough, is taken for a picture.
  public static func isRecognised(beginning bytes: [UInt8]) -> Bool {
    PNMKind(recognising: bytes) != nil || isPNG(bytes) || isJPEG(bytes)
  }

  /// Decodes the bytes of a picture file, recognised by its content.
  ///
  /// Reads JPEG, PNG, and PNM, P1 to P6; bytes after the first picture are passed over.
  ///
  /// - Throws: `PictureError`, before memory is taken for more samples than the bytes can hold.
  public init(decoding bytes: [UInt8]) throws(PictureError) {
    if let kind = PNMKind(recognising: bytes) {
      try self.init(decodingPNM: bytes, kind: kind)
    } else if Self.isPNG(bytes) {
      try self.init(decodingPNG: bytes)
    } else if Self.isJPEG(bytes) {
      try self.init(decodingJPEG: bytes)
    } else {
      throw .notAPicture(firstBytes: Array(bytes.prefix(8)))
    }
  }
}
