internal import CJPEG

extension Picture {
  /// Whether bytes begin like a JPEG file.
  static func isJPEG(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xFF, 0xD8, 0xFF])
  }
}

extension JPEGHeader: StoredPicture {
  var height: Int { frame.height }
  var width: Int { frame.width }
  var channels: Int { frame.components == 1 ? 1 : 3 }
  var largest: Int { 255 }

  /// The bytes of an unpacked pixel.
  private var storedChannels: Int { frame.components == 4 ? 4 : channels }

  /// Hands on the samples of a JPEG file, baseline or progressive, grey, colour or inks.
  ///
  /// Grey stays grey; inks become RGB by what each leaves of the light: ink · black ÷ 255, rounded, both stored
  /// inverted as Adobe does, which is how Pillow has it. Where only the mark of the end is missing the picture is
  /// whole.
  func unpack(_ bytes: [UInt8], _ receive: PixelReceiver) throws(PictureError) {
    let samples = try samples(bytes)
    let storedChannels = storedChannels
    try sendRows(to: receive) { pixel, channel in
      let first = pixel * storedChannels
      let sample = UInt16(samples.bytes[first + channel])
      guard storedChannels == 4 else { return sample }
      return UInt16((2 * Int(sample) * Int(samples.bytes[first + 3]) + 255) / 510)
    }
  }

  private func samples(_ bytes: [UInt8]) throws(PictureError) -> JPEGSamples {
    let tidied = tidying.tidied(bytes)
    let ends = PictureError.endsEarly(.jpeg, size: bytes.count)
    let isWhole = scans.areWhole(components: frame.components)
    do {
      return try JPEGSamples(tidied, size: bytes.count, frame, channels: storedChannels, isWhole: isWhole)
    } catch {
      guard error == ends, isWhole else { throw error }
    }
    do {
      let ended = tidied + [0xFF, 0xD9]
      return try JPEGSamples(ended, size: bytes.count, frame, channels: storedChannels, isWhole: isWhole)
    } catch {
      throw error == .noMemory(.jpeg) ? error : ends
    }
  }
}

/// The samples of a JPEG picture as they lie in the file, unpacked.
private struct JPEGSamples: ~Copyable {
  /// By row, column and stored channel.
  let bytes: UnsafeMutableBufferPointer<UInt8>

  /// Unpacks a file, of which errors say that it has the given size; `isWhole` where its scans give all of the picture.
  init(
    _ file: [UInt8], size: Int, _ frame: JPEGFrame, channels: Int, isWhole: Bool
  ) throws(PictureError) {
    var samples: UnsafeMutablePointer<UInt8>?
    var message = [CChar](repeating: 0, count: CJPEG_MESSAGE_SIZE)
    let status = cjpeg_decode(
      file, file.count, Int32(frame.height), Int32(frame.width), Int32(channels), isWhole, &samples, &message)
    switch status {
    case CJPEG_OK: break
    case CJPEG_ENDS: throw .endsEarly(.jpeg, size: size)
    case CJPEG_NO_MEMORY: throw .noMemory(.jpeg)
    case CJPEG_UNSUPPORTED: throw .unsupported(.jpeg, reason: Self.text(message))
    default: throw .damaged(.jpeg, reason: Self.text(message), offset: nil)
    }
    bytes = UnsafeMutableBufferPointer(start: samples, count: frame.height * frame.width * channels)
  }

  deinit { cjpeg_release(bytes.baseAddress) }

  private static func text(_ message: [CChar]) -> String {
    String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
