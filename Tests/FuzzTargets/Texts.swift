import Foundation
import Tensors
import TestSupport
import Workbench

/// Files of class names, and NumPy's arrays.
enum Texts {
  static func labels() -> [[UInt8]] {
    ["cat\ndog\n", "\u{FEFF}cat\r\ndog\r\n\n", " great white shark \n\nœuf 卵\n", "", "\n\t\n"].map {
      Array($0.utf8)
    }
  }

  /// Reads class names for as many classes as the file turns out to name.
  static func readLabels(_ bytes: [UInt8]) {
    do throws(LabelsError) {
      try requireNames(bytes, count: 10)
    } catch {
      requireHarmless(CommandError.labels(path: "names", error).message)
      guard case .count(_, let found) = error else { return }
      do throws(LabelsError) {
        try requireNames(bytes, count: found)
      } catch {
        require(false, "\(found) names are found, and refused: \(error)")
      }
    }
  }

  private static func requireNames(_ bytes: [UInt8], count: Int) throws(LabelsError) {
    let names = try Labels(parsing: bytes, count: count).names
    require(names.count == count && !names.contains(""), "\(names) for \(count) classes")
  }

  static func arrays() -> [[UInt8]] {
    [Shape(2, 3, 1), Shape(4), Shape(0), Shape()].map { NumPyFile.encode(Tensor.random($0, seed: 1)) }
  }

  /// Reads an array, which comes out of its own file as it was.
  static func readArray(_ bytes: [UInt8]) {
    do throws(NumPyFileError) {
      let tensor = try NumPyFile.decode(bytes)
      let again = try NumPyFile.decode(NumPyFile.encode(tensor))
      require(
        again.shape == tensor.shape && again.values.map(\.bitPattern) == tensor.values.map(\.bitPattern),
        "another array of shape \(again.shape)")
    } catch {
      requireHarmless(CommandError.numPy(path: "array", error).message)
    }
  }
}
