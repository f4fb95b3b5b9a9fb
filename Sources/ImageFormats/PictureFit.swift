/// How a picture of another aspect is brought to a network's input.
public enum PictureFit: String, CaseIterable, Sendable {
  /// The largest centred part with the input's aspect is taken; the rest is left out.
  case crop
  /// The whole picture is centred in the input; the rest of the input is 0, which is black.
  case pad
  /// The whole picture fills the input, each axis by itself.
  case stretch
}

/// Some rows and columns: those of a picture that a network sees, or those of an input that a picture fills.
public struct PictureRegion: Equatable, Sendable {
  /// The rows.
  public let rows: Range<Int>
  /// The columns.
  public let columns: Range<Int>
}

/// What has a height and a width in pixels, and can be brought to another aspect.
public protocol PictureExtents {
  /// The number of rows.
  var height: Int { get }
  /// The number of columns.
  var width: Int { get }
}

extension PictureExtents {
  /// The part of the picture that is brought to an input of the given height and width.
  ///
  /// With `crop`, one axis stays whole and the other is cut to the input's aspect: a picture H × W that is
  /// too wide for h × w keeps round(H·w ÷ h) columns, at least 1, halves up; the first is ⌊(W − kept) ÷ 2⌋.
  /// With `pad` and `stretch` it is the whole picture.
  ///
  /// - Precondition: `height` and `width` are at least 1.
  public func region(height: Int, width: Int, fit: PictureFit = .crop) -> PictureRegion {
    precondition(height >= 1 && width >= 1, "fitting a picture to \(height)×\(width)")
    guard fit == .crop else { return PictureRegion(rows: 0..<self.height, columns: 0..<self.width) }
    return PictureRegion(ofHeight: self.height, width: self.width, withAspectOf: (height, width))
  }

  /// The part of an input of the given height and width that the picture fills.
  ///
  /// With `crop` and `stretch` it is the whole input. With `pad`, a picture H × W that is too wide for h × w fills
  /// all columns and round(H·w ÷ W) rows, at least 1, halves up; the first is ⌊(h − filled) ÷ 2⌋.
  ///
  /// - Precondition: `height` and `width` are at least 1.
  public func placement(height: Int, width: Int, fit: PictureFit) -> PictureRegion {
    precondition(height >= 1 && width >= 1, "placing a picture in \(height)×\(width)")
    guard fit == .pad else { return PictureRegion(rows: 0..<height, columns: 0..<width) }
    return PictureRegion(ofHeight: height, width: width, withAspectOf: (self.height, self.width))
  }
}

extension PictureRegion {
  /// The largest centred part with the aspect of something else, at least one pixel, halves of one rounded up.
  fileprivate init(ofHeight height: Int, width: Int, withAspectOf other: (height: Int, width: Int)) {
    let rows = Self.length(width, times: other.height, over: other.width)
    let columns = Self.length(height, times: other.width, over: other.height)
    self.init(
      rows: Self.centred(min(height, rows), of: height), columns: Self.centred(min(width, columns), of: width)
    )
  }

  /// length · numerator ÷ denominator, rounded to nearest with halves up, at least 1.
  private static func length(_ length: Int, times numerator: Int, over denominator: Int) -> Int {
    max(1, (2 * length * numerator + denominator) / (2 * denominator))
  }

  /// The middle `count` positions of a length; of two middles the one nearer to the start.
  private static func centred(_ count: Int, of length: Int) -> Range<Int> {
    let first = (length - count) / 2
    return first..<first + count
  }
}
