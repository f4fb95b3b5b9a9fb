import CellScreen
import Explorer
import Tensors

/// The largest magnitude of those numbers that are finite; 0 where there is none.
func largestMagnitude(_ values: [Double]) -> Double {
  values.lazy.filter(\.isFinite).map(\.magnitude).max() ?? 0
}

extension CellGrid {
  /// A part of a sum as a bar to the right: full where it adds, shaded where it takes away, `!` where it is not
  /// a finite number.
  mutating func writePart(_ value: Double, of largest: Double, row: Int, column: Int, width: Int) {
    guard value.isFinite else {
      write("!", row: row, column: column, .role(.warning, .reverse))
      return
    }
    let length = largest > 0 ? min(value.magnitude / largest, 1) * Double(max(0, width)) : 0
    if value >= 0 {
      write(bar(length), row: row, column: column, .role(.positive))
    } else {
      write(String(repeating: "▒", count: Int(length.rounded())), row: row, column: column, .role(.negative))
    }
  }
}
