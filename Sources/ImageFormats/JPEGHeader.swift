/// What stands around the scans of a JPEG picture (ITU-T T.81, annex B; Exif 2.3, 4.6).
struct JPEGHeader: Sendable {
  let frame: JPEGFrame
  let scans: JPEGScans
  let orientation: Orientation
  let tidying: JPEGTidying

  /// Reads the markers, and checks that the file can hold its picture, and has no more scans than are read.
  ///
  /// Bytes between markers are passed over, as libjpeg does.
  init(_ bytes: [UInt8]) throws(PictureError) {
    var markers = JPEGMarkers(bytes)
    try self.init(bytes, from: &markers)
  }

  /// Reads the markers of a file up to the end of its picture, or to what it fails by.
  init(_ bytes: [UInt8], from markers: inout JPEGMarkers) throws(PictureError) {
    var (scans, tidying) = (JPEGScans(), JPEGTidying())
    var frame: JPEGFrame?
    var orientation: Orientation?
    while let segment = markers.next() {
      tidying.note(segment, of: bytes, isLate: scans.count > 0)
      if JPEGFrame.markers.contains(segment.marker), frame == nil {
        let found = try JPEGFrame(bytes, segment)
        try found.check(fileSize: bytes.count)
        frame = found
      } else if segment.marker == JPEGMarkers.exif, orientation == nil {
        orientation = Orientation(segment: bytes[segment.content])
      } else if segment.marker == JPEGMarkers.scan {
        guard let frame else { throw .headerEnds(in: .height, offset: segment.start + 2) }
        let header = bytes[segment.content]
        scans.note(header, isProgressive: frame.isProgressive)
        guard scans.count <= frame.scanLimit else { throw .tooManyScans(limit: frame.scanLimit) }
        if !frame.isProgressive { tidying.note(sequentialScan: header, of: bytes) }
      }
    }
    guard let frame else { throw .headerEnds(in: .height, offset: markers.offset) }
    tidying.settleColours(of: bytes, components: frame.components)
    (self.frame, self.scans, self.tidying) = (frame, scans, tidying)
    self.orientation = orientation ?? .upright
  }
}
