public import Tensors

/// An integer factor by which a map is shown: enlarged by repeating, or shrunk.
public enum MapScale: Hashable, Sendable {
  /// Every number as a square of k × k pixels; ×1 shows each number once.
  case enlarged(Int)
  /// Every pixel stands for k × k numbers.
  case shrunk(Int)

  /// Each number once.
  public static let actual = MapScale.enlarged(1)

  /// The side of the block of numbers that a pixel stands for; 1 where the map isn't shrunk.
  public var shrinking: Int {
    if case .shrunk(let factor) = self { factor } else { 1 }
  }

  /// How many pixels an extent takes; shrinking rounds up.
  public func pixels(_ extent: Int) -> Int {
    switch self {
    case .enlarged(let factor): extent * factor
    case .shrunk(let factor): (extent + factor - 1) / factor
    }
  }

  /// The first pixel of the number at an index.
  public func pixel(of index: Int) -> Int {
    switch self {
    case .enlarged(let factor): index * factor
    case .shrunk(let factor): index / factor
    }
  }

  /// The pixels of the numbers of a range.
  public func pixels(of range: Range<Int>) -> Range<Int> {
    guard let last = range.last else { return pixel(of: range.lowerBound)..<pixel(of: range.lowerBound) }
    switch self {
    case .enlarged(let factor): return range.lowerBound * factor..<(last + 1) * factor
    case .shrunk(let factor): return range.lowerBound / factor..<last / factor + 1
    }
  }

  /// The factor as the screen names it: `×2`, `½`, `1/7`.
  public var text: String {
    switch self {
    case .enlarged(let factor): "×\(factor)"
    case .shrunk(let factor):
      [2: "½", 3: "⅓", 4: "¼", 5: "⅕", 6: "⅙", 8: "⅛"][factor] ?? "1/\(factor)"
    }
  }

  /// The factor with what it does: `½, largest of 2×2`, of numbers of both signs `½, farthest from 0 of 2×2`, of a picture
  /// `½, mean of 2×2`.
  public func explanation(_ shrinking: Shrinking, isSigned: Bool = false) -> String {
    guard case .shrunk(let factor) = self else { return text }
    let what = shrinking == .mean ? "mean" : isSigned ? "farthest from 0" : "largest"
    return "\(text), \(what) of \(factor)×\(factor)"
  }

  /// All factors, the largest picture first.
  public static func descending(from largest: Int) -> [MapScale] {
    stride(from: largest, through: 1, by: -1).map(MapScale.enlarged) + (2...256).map(MapScale.shrunk)
  }

  /// The largest factor at which a map fits into columns and rows of cells; `nil` where none up to 1/256 does.
  public static func fitting(height: Int, width: Int, columns: Int, rows: Int, largest: Int = 32) -> MapScale?
  {
    descending(from: largest).first { scale in
      scale.pixels(width) <= columns && (scale.pixels(height) + 1) / 2 <= rows
    }
  }
}

/// What stands for the numbers of a layer where its maps are shrunk: the input is a picture.
public func shrinking(ofLayer layer: Int) -> Shrinking { layer == 0 ? .mean : .largest }
