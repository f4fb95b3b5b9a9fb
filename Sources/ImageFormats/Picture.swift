public import Tensors

/// A decoded picture: a (height, width, channel) tensor of samples in 0…1, with 1 channel (grey) or 3 (RGB).
public struct Picture: PictureExtents, Equatable, Sendable {
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

  /// The largest width or height of a compressed picture: JPEG_MAX_DIMENSION of libjpeg.
  ///
  /// Each row costs time of its own, however few bytes it takes.
  static let sideLimit = 65_500

  /// Refuses more pixels than a picture may have.
  static func check(height: Int, width: Int) throws(PictureError) {
    guard height * width <= pixelLimit else {
      throw .tooLarge(height: height, width: width, limit: pixelLimit)
    }
  }

  /// The bytes that are enough to recognise a picture.
  public static let signatureSize = 12

  /// Whether a file that begins with these bytes, of which `signatureSize` are enough, is taken for a picture.
  public static func isRecognised(beginning bytes: [UInt8]) -> Bool {
    PNMKind(recognising: bytes) != nil || isPNG(bytes) || isJPEG(bytes) || isWebP(bytes)
  }

  /// Decodes the bytes of a picture file, recognised by its content, and turns the picture upright.
  ///
  /// - Throws: `PictureError`, before memory is taken for more samples than the bytes can hold.
  public init(decoding bytes: [UInt8]) throws(PictureError) {
    self.init(samples: try PictureFile(bytes).samples())
  }
}
