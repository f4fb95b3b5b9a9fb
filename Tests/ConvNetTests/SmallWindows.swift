import ConvNet
import Tensors
import TestSupport

/// A window over a small input.
struct SmallWindow: CustomStringConvertible, Sendable {
  let height: Int
  let width: Int
  let window: Size2D
  let strides: Size2D
  let padding: Padding

  /// The padding's border.
  var border: Border {
    padding.border(over: Shape(height, width, 1), window: window, strides: strides)
  }

  var description: String { "\(height)×\(width) window \(window) strides \(strides) \(padding)" }

  /// Whether the window fits, so that a layer with it can run.
  var fits: Bool { padding == .same || (window.height <= height && window.width <= width) }

  /// All windows and strides of at most seven along the rows, over inputs of at most seven rows, with something
  /// else along the columns.
  static func alongRows(padding: Padding) -> [SmallWindow] {
    (1...7).flatMap { extent in
      (1...7).flatMap { side in
        (1...7).map { stride in
          SmallWindow(
            height: extent, width: 3 + extent % 2, window: Size2D(height: side, width: 1 + stride % 3),
            strides: Size2D(height: stride, width: 1 + side % 2), padding: padding)
        }
      }
    }
  }

  /// The same with rows and columns exchanged.
  static func alongColumns(padding: Padding) -> [SmallWindow] {
    alongRows(padding: padding).map { other in
      SmallWindow(
        height: other.width, width: other.height, window: other.window.transposed,
        strides: other.strides.transposed, padding: padding)
    }
  }

  /// Both.
  static func all(padding: Padding) -> [SmallWindow] {
    alongRows(padding: padding) + alongColumns(padding: padding)
  }
}

extension Size2D {
  fileprivate var transposed: Size2D { Size2D(height: width, width: height) }
}
