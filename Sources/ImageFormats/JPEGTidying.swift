/// What a JPEG file has that no pixel depends on, though libjpeg warns of it: such things are taken out, so that every
/// warning that is left is of damage.
struct JPEGTidying {
  /// Bytes between segments before the first scan.
  private var strays: [Range<Int>] = []
  /// Bytes that stand for others.
  private var corrections: [(offset: Int, byte: UInt8)] = []
  /// Where Adobe's segments say how colours are stored.
  private var colourCodes: [Int] = []
  /// Where the last segment ended.
  private var end = 2

  /// Takes note of a segment; `isLate` where a scan came before.
  mutating func note(_ segment: JPEGMarkers.Segment, of bytes: [UInt8], isLate: Bool) {
    let between = end..<segment.start
    if !isLate, bytes[between].contains(where: { $0 != 0xFF }) { strays.append(between) }
    end = segment.content.upperBound
    let content = bytes[segment.content]
    if segment.marker == JPEGMarkers.jfif, content.count >= 14, content.starts(with: Array("JFIF\0".utf8)) {
      correct(segment.content.lowerBound + 5, of: bytes, to: 1)  // the version that all readers know
    } else if segment.marker == JPEGMarkers.adobe, content.count >= 12,
      content.starts(with: Array("Adobe".utf8))
    {
      colourCodes.append(segment.content.lowerBound + 11)
    }
  }

  /// Takes note of the header of a scan of a sequential file, whose last three bytes have no meaning there.
  mutating func note(sequentialScan header: ArraySlice<UInt8>, of bytes: [UInt8]) {
    guard let place = JPEGScans.coefficients(of: header) else { return }
    for (offset, byte) in zip(place..., [0, 63, 0] as [UInt8]) { correct(offset, of: bytes, to: byte) }
  }

  /// Takes an unknown colour code for the one that libjpeg takes it for: that of luma and chroma.
  mutating func settleColours(of bytes: [UInt8], components: Int) {
    for offset in colourCodes where components >= 3 {
      let lumaAndChroma: UInt8 = components == 3 ? 1 : 2
      if bytes[offset] != 0 { correct(offset, of: bytes, to: lumaAndChroma) }
    }
  }

  /// The file without all of this.
  func tidied(_ bytes: [UInt8]) -> [UInt8] {
    guard !strays.isEmpty || !corrections.isEmpty else { return bytes }
    var corrected = bytes
    for correction in corrections { corrected[correction.offset] = correction.byte }
    guard !strays.isEmpty else { return corrected }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for range in kept(of: bytes.count) { result += corrected[range] }
    return result
  }

  /// What is left of so many bytes, in order.
  func kept(of count: Int) -> [Range<Int>] {
    let starts = [0] + strays.map(\.upperBound)
    let ends = strays.map(\.lowerBound) + [count]
    return zip(starts, ends).map { $0..<$1 }
  }

  private mutating func correct(_ offset: Int, of bytes: [UInt8], to byte: UInt8) {
    if bytes[offset] != byte { corrections.append((offset, byte)) }
  }
}
