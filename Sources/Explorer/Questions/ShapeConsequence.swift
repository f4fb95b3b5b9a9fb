import ConvNet
import Tensors

/// What would come of a line that gave another shape: where the network would not be what it is.
enum ShapeConsequence: Equatable {
  /// A line would have another count of numbers to learn.
  case count(line: Int, would: Int, has: Int)
  /// A window of a line would not fit on its input.
  case window(line: Int, window: Size2D, input: Shape)
  /// A line would read shapes that don't go together.
  case apart(line: Int)
  /// A line would read a shape that it can't read.
  case unreadable(line: Int, input: Shape)
}

extension Network {
  /// The first line behind one that could not be what it is if that gave another shape; `nil` where all could.
  func consequence(ofShape shape: Shape, atLine line: Int) -> ShapeConsequence? {
    var given = [line: shape]
    for index in layers.indices.dropFirst(line + 1) {
      let inputs = layers[index].inputs
      guard inputs.contains(where: { given[$0] != nil }) else { continue }
      let shapes = inputs.map { given[$0] ?? self.shapes[$0] }
      let operation = layers[index].operation
      do throws(LayerFault) {
        let wanted = try operation.parameterSlots(for: shapes)
        guard wanted == slots[index] else {
          let (would, has) = (operation.parameterCount(for: shapes), parameterCount(ofLayer: index))
          return would == has ? nil : .count(line: index, would: would, has: has)
        }
        given[index] = try operation.outputShape(of: shapes)
      } catch {
        return ShapeConsequence(error, line: index, reading: shapes)
      }
    }
    return nil
  }
}

extension ShapeConsequence {
  /// That a line could not run; `nil` where that is not for what it reads.
  fileprivate init?(_ fault: LayerFault, line: Int, reading shapes: [Shape]) {
    switch fault {
    case .windowTooLarge(let window, let input): self = .window(line: line, window: window, input: input)
    case .inputShapes: self = .apart(line: line)
    case .rank(_, let input): self = .unreadable(line: line, input: input)
    case .argument:
      guard shapes.count == 1 else { return nil }
      self = .unreadable(line: line, input: shapes[0])
    case .inputCount, .learned: return nil
    }
  }
}
