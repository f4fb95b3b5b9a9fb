/// What is wrong with the bytes of a picture file; offsets count from 0.
public enum PictureError: Error, Equatable, Sendable {
  /// The bytes begin like no picture that is known; at most the first 8 are given.
  case notAPicture(firstBytes: [UInt8])
  /// A picture of a kind that is known and not read.
  case notRead(UnreadPicture)
  /// The file ends before a number of the header does; the offset is the file's size.
  case headerEnds(in: PictureField, offset: Int)
  /// A byte that can't stand where it does.
  case unexpectedByte(UInt8, in: PictureField, offset: Int)
  /// A number of the header outside its range; numbers from `largestFound` on are given as that.
  case outOfRange(PictureField, found: Int, allowed: ClosedRange<Int>, offset: Int)
  /// More pixels than `Picture.pixelLimit`.
  case tooLarge(height: Int, width: Int, limit: Int)
  /// A sample above the largest that the header allows; samples from 10¹⁵ on are given as 10¹⁵.
  case sampleTooLarge(found: Int, maximum: Int, offset: Int)
  /// The file ends before the picture does; the offset is where its raster begins.
  case truncated(PictureUnit, expected: Int, found: Int, offset: Int)
  /// The header claims a picture that a file of that size can't hold.
  case impossibleSize(height: Int, width: Int, fileSize: Int)
  /// More scans than are read of a JPEG picture of its size; each costs a walk over all of it.
  case tooManyScans(limit: Int)
  /// A compressed file ends before its picture does.
  case endsEarly(PictureFormat, size: Int)
  /// A compressed file can't be unpacked, for a reason in the words of its library; the offset is how far it was
  /// read, where that is known.
  case damaged(PictureFormat, reason: String, offset: Int?)
  /// A compressed file whose library can't unpack files of its kind, in the library's words.
  case unsupported(PictureFormat, reason: String)
  /// There is no memory to unpack a compressed file.
  case noMemory(PictureFormat)
  /// The pixels are not wanted any more.
  case givenUp

  /// Numbers of a header are not told apart from here on.
  public static let largestFound = 1_000_000_000_000_000
}

/// A kind of file that a library unpacks.
public enum PictureFormat: Equatable, Sendable {
  /// Portable Network Graphics.
  case png
  /// The format of the Joint Photographic Experts Group.
  case jpeg
  /// Google's format, of which one frame is read.
  case webp
}

/// A number in a picture file.
public enum PictureField: Equatable, Sendable {
  /// The number of columns.
  case width
  /// The number of rows.
  case height
  /// The largest sample that is allowed, `maxval`.
  case maximum
  /// One sample of one pixel.
  case sample

  /// A number that was found at an offset, where it lies in its range.
  func checked(_ found: Int, in allowed: ClosedRange<Int>, offset: Int) throws(PictureError) -> Int {
    guard allowed.contains(found) else {
      throw .outOfRange(self, found: found, allowed: allowed, offset: offset)
    }
    return found
  }
}

/// What the length of a raster is counted in.
public enum PictureUnit: Equatable, Sendable {
  /// Bytes; of a raster written in decimal digits, the fewest that it can take.
  case bytes
  /// Samples.
  case samples
}
