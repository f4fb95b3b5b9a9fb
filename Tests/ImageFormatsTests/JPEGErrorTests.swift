import Tensors
import TestSupport
import Testing

@testable import ImageFormats

@Suite("broken JPEG pictures")
struct JPEGErrorTests {
  /// The start of a file with a frame header of one component.
  private func frame(height: Int, width: Int) -> [UInt8] {
    let sides = [height >> 8, height & 255, width >> 8, width & 255].map { UInt8($0) }
    return [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8] + sides + [1, 1, 0x11, 0]
  }

  @Test("a header that promises more pixels than the limit is refused")
  func tooLarge() {
    expect(frame(height: 8_192, width: 8_193), .tooLarge(height: 8_192, width: 8_193, limit: 1 << 26))
  }

  @Test("a header that promises more than its file can hold is refused")
  func impossibleSize() {
    expect(
      frame(height: 8_000, width: 8_000), .impossibleSize(height: 8_000, width: 8_000, fileSize: 15))
  }

  @Test("a size of nothing, or beyond what the library reads, is refused with its offset")
  func outOfRange() {
    expect(frame(height: 0, width: 1), .outOfRange(.height, found: 0, allowed: 1...65_500, offset: 7))
    expect(
      frame(height: 1, width: 65_535), .outOfRange(.width, found: 65_535, allowed: 1...65_500, offset: 9))
  }

  @Test("a file without a frame header says so")
  func noFrame() {
    expect([0xFF, 0xD8, 0xFF], .headerEnds(in: .height, offset: 3))
    expect([0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8], .headerEnds(in: .height, offset: 7))
    expect([0xFF, 0xD8, 0xFF, 0xC0, 0, 3, 8], .headerEnds(in: .height, offset: 7))
    expect([0xFF, 0xD8, 0xFF, 0xDA, 0, 3, 8], .headerEnds(in: .height, offset: 4))
  }

  @Test("a file that ends in its pixels says so")
  func endsEarly() throws {
    let bytes = try PictureFixture.file("baseline_420_sampled.jpg")
    let prefix = Array(bytes.prefix(bytes.count * 3 / 4))
    expect(prefix, .endsEarly(.jpeg, size: prefix.count))
  }

  @Test(
    "kinds that can't be decoded are named, and not called damaged",
    arguments: [
      (0xC3, 8, 1, .losslessJPEG), (0xCB, 8, 3, .losslessJPEG), (0xC5, 8, 1, .hierarchicalJPEG),
      (0xC1, 12, 3, .deepJPEG), (0xC0, 8, 2, .twoComponentJPEG),
    ] as [(UInt8, UInt8, UInt8, UnreadPicture)])
  func unsupported(process: UInt8, bits: UInt8, components: UInt8, kind: UnreadPicture) {
    var bytes = frame(height: 8, width: 8)
    (bytes[3], bytes[6], bytes[11]) = (process, bits, components)
    expect(bytes, .notRead(kind))
  }

  @Test("a kind that only the library knows not to decode gives its words")
  func unsupportedColours() throws {
    let bytes = try changed("baseline_444_sampled.jpg") { bytes in
      let frame = try #require((2..<bytes.count).first { bytes[$0] == 0xC0 && bytes[$0 - 1] == 0xFF })
      bytes[frame + 3] = 9
    }
    expect(bytes, .unsupported(.jpeg, reason: "Unsupported JPEG data precision 9"))
  }

  @Test("more scans than a picture of its size has are refused before any is decoded")
  func tooManyScans() throws {
    let bytes = try PictureFixture.file("progressive_grey.jpg")
    let last = try #require((2..<bytes.count).last { bytes[$0] == 0xDA && bytes[$0 - 1] == 0xFF }) - 1
    let scan = Array(bytes[last..<bytes.count - 2])
    let many = (0..<500).reduce(into: bytes.dropLast(2) + []) { file, _ in file += scan }
    expect(many + [0xFF, 0xD9], .tooManyScans(limit: 500))
  }

  @Test("the larger a picture is, the fewer scans are read: 16 of 64 million pixels")
  func scansOfLargePictures() {
    let scan: [UInt8] = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]
    let filling = [UInt8](repeating: 0, count: 1 << 17)
    let many = (0..<17).reduce(into: frame(height: 8_192, width: 8_192)) { file, _ in file += scan }
    expect(many + filling, .tooManyScans(limit: 16))
  }

  @Test("a file is searched no further than for the first scan that is too many")
  func searchEnds() {
    let scan: [UInt8] = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]
    let start = frame(height: 8_192, width: 8_192)
    let many = (0..<100).reduce(into: start) { file, _ in file += scan }
    let bytes = many + [UInt8](repeating: 0, count: 1 << 17)
    var markers = JPEGMarkers(bytes)
    #expect(throws: PictureError.tooManyScans(limit: 16)) { try JPEGHeader(bytes, from: &markers) }
    #expect(markers.offset == start.count + 17 * scan.count)
  }

  @Test("damage behind things on which no pixel depends is still found")
  func damageBehindStrayBytes() throws {
    let bytes = try changed("restarts.jpg") { bytes in
      let restart = try #require((2..<bytes.count).last { bytes[$0] == 0xD3 && bytes[$0 - 1] == 0xFF })
      bytes[restart] = 0xD6
      let table = try #require((2..<bytes.count).first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xDB })
      bytes.insert(contentsOf: [0x11, 0x22], at: table)
    }
    expect(
      bytes, .damaged(.jpeg, reason: "Corrupt JPEG data: found marker 0xd6 instead of RST3", offset: nil))
  }

  @Test("where the end is missing, and bits of a scan too, the file is incomplete")
  func endsInLastScan() throws {
    for name in ["baseline_420_sampled.jpg", "progressive_420_sampled.jpg"] {
      let bytes = try PictureFixture.file(name)
      for dropped in [6, 20] {
        let prefix = Array(bytes.dropLast(dropped))
        expect(prefix, .endsEarly(.jpeg, size: prefix.count))
      }
    }
  }

  @Test("a progressive file that ends between two scans is incomplete")
  func endsBetweenScans() throws {
    let bytes = try PictureFixture.file("progressive_420_sampled.jpg")
    let starts = (2..<bytes.count).filter { bytes[$0] == 0xC4 && bytes[$0 - 1] == 0xFF }
    let prefix = Array(bytes.prefix(try #require(starts.last) - 1))
    expect(prefix, .endsEarly(.jpeg, size: prefix.count))
  }

  @Test("a scan whose head is damaged is missed: the library passes over it as over padding")
  func lostScan() throws {
    for name in ["progressive_420_sampled.jpg", "progressive_grey.jpg", "baseline_420_sampled.jpg"] {
      let bytes = try PictureFixture.file(name)
      let heads = (2..<bytes.count - 1).filter { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xDA }
      for head in heads {
        var damaged = bytes
        damaged[head] = 0
        #expect(throws: PictureError.self, "\(name) without the scan at \(head)") {
          try Picture(decoding: damaged)
        }
      }
      #expect(!heads.isEmpty)
    }
  }

  @Test("samples for which there is no memory are an error")
  func noMemory() async {
    await #expect(processExitsWith: .success) {
      let bytes = try JPEGFile.grey(side: 8_192)
      let target = try PictureTarget(Shape(1, 1, 1))
      MemoryLimit.set(additionalBytes: 32 << 20)
      #expect(throws: PictureError.noMemory(.jpeg)) { try PictureFile(bytes).input(target) }
    }
  }

  /// A fixture with something changed.
  private func changed(_ name: String, _ change: (inout [UInt8]) throws -> Void) throws -> [UInt8] {
    var bytes = try PictureFixture.file(name)
    try change(&bytes)
    return bytes
  }

  @Test("every prefix and a thousand broken copies end in an error or a picture, in little memory")
  func brokenCopies() async {
    await expectErrorsOrPictures(of: "baseline_420_sampled.jpg")
    await expectErrorsOrPictures(of: "progressive_cmyk.jpg")
    await expectErrorsOrPictures(of: "orientation_6.jpg")
  }

  /// Expects an error of the bytes.
  private func expect(
    _ bytes: [UInt8], _ error: PictureError, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(throws: error, sourceLocation: sourceLocation) { try Picture(decoding: bytes) }
  }
}

/// JPEG files made by hand.
enum JPEGFile {
  /// A square of middle grey: the tables of a fixture, and six bits a block.
  static func grey(side: Int) throws -> [UInt8] {
    var bytes = try PictureFixture.file("baseline_grey.jpg")
    let frame = try #require((2..<bytes.count).first { bytes[$0] == 0xC0 && bytes[$0 - 1] == 0xFF })
    for place in [frame + 4, frame + 6] {
      (bytes[place], bytes[place + 1]) = (UInt8(side >> 8), UInt8(side & 255))
    }
    let scan = try #require((2..<bytes.count).first { bytes[$0] == 0xDA && bytes[$0 - 1] == 0xFF })
    let header = Array(bytes[..<(scan + 1 + Int(bytes[scan + 2]))])
    // Twice the difference 0, 00, and the end of a block, 1010, make 12 bits.
    let blocks = (0..<side * side / 256).flatMap { _ in [0x28, 0xA2, 0x8A] as [UInt8] }
    return header + blocks + [0xFF, 0xD9]
  }
}
