public import CellScreen

/// Grids of random cells of every kind, the same for the same seed.
public enum RandomGrid {
  /// A grid with pixels, words, wide and combined graphemes in many styles.
  public static func make(height: Int, width: Int, seed: UInt64) -> CellGrid {
    var generator = SeededGenerator(seed: seed)
    var grid = CellGrid(height: height, width: width)
    for row in 0..<height {
      for column in 0..<width {
        grid[row, column] = Cell(upper: pixel(&generator), lower: pixel(&generator))
      }
      let word = words[Int.random(in: 0..<words.count, using: &generator)]
      let column = Int.random(in: 0..<max(1, width - 4), using: &generator)
      grid.write(word, row: row, column: column, style(&generator))
    }
    return grid
  }

  /// A grid of random pixels of a photograph: nearly every cell has a pair of colours of its own.
  public static func photograph(height: Int, width: Int, seed: UInt64) -> CellGrid {
    var generator = SeededGenerator(seed: seed)
    var grid = CellGrid(height: height, width: width)
    for row in 0..<height {
      for column in 0..<width {
        grid[row, column] = Cell(upper: photograph(&generator), lower: photograph(&generator))
      }
    }
    return grid
  }

  private static func photograph(_ generator: inout SeededGenerator) -> Pixel {
    let bits = generator.next()
    return .picture(
      RGB(
        UInt8(truncatingIfNeeded: bits), UInt8(truncatingIfNeeded: bits >> 8),
        UInt8(truncatingIfNeeded: bits >> 16)))
  }

  private static let words = ["plain", "日本語", "e\u{301}ne\u{301}e", "−3·½ → ≡", "a  b", "▏▎▍▌▋▊▉█", "╱╱[]"]

  private static func pixel(_ generator: inout SeededGenerator) -> Pixel {
    let position = UInt8.random(in: 0...255, using: &generator)
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: return .page
    case 1: return .gutter
    case 2: return .mark
    case 3: return .zero
    case 4: return .notComputed
    case 5: return .picture(RGB(position, UInt8.random(in: 0...255, using: &generator), 255 - position))
    default: return .value(ColourMap.allCases[Int(position) % ColourMap.allCases.count], position)
    }
  }

  private static func style(_ generator: inout SeededGenerator) -> Style {
    let role = Role.allCases[Int.random(in: 0..<Role.allCases.count, using: &generator)]
    let grounds: [Colour] = [.standard, .role(.selection), .ramp(.blueRed, 60), .rgb(RGB(9, 8, 7))]
    let ground = grounds[Int.random(in: 0..<grounds.count, using: &generator)]
    let attributes = Style.Attributes(rawValue: UInt8.random(in: 0..<8, using: &generator))
    return Style(ground == .standard ? .role(role) : .contrast, on: ground, attributes)
  }
}
