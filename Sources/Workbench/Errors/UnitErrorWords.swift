internal import CellScreen
internal import ConvNet
internal import Tensors

extension UnitNameError {
  /// What the error is about; `nil` where the fault names it.
  var place: String? {
    switch self {
    case .notAUnitName(let text): text.isEmpty ? nil : text
    case .noSuchLayer: nil
    case .indexCount(let layer, _, _), .indexOutOfRange(let layer, _, _, _): layer
    }
  }

  /// The error in words.
  var words: ErrorWords {
    switch self {
    case .notAUnitName:
      ErrorWords(
        fault: "no unit's name",
        remedy: "write a layer with its indices in brackets, like 'conv2d[10,12,5]' or 'dense[41]'")
    case .noSuchLayer(let name, let known):
      ErrorWords(
        fault: "no layer is called '\(DisplayText(name))'", remedy: "choose one of \(listed(known))")
    case .indexCount(_, let shape, let found):
      ErrorWords(
        fault: "its shape is \(shape), and \(found) \(found == 1 ? "index is" : "indices are") given",
        remedy:
          "give [\(shape.extents.indices.map { axisName($0, of: shape) ?? "index" }.joined(separator: ","))]")
    case .indexOutOfRange(_, let shape, let axis, let index):
      ErrorWords(
        fault: "has no "
          + indexName(axis, (index < 0 ? NumberText.minus : "") + "\(index.magnitude)", of: shape),
        remedy: "choose one from 0 to \(shape[axis] - 1)")
    }
  }
}

/// What an axis of an activation is called; `nil` where it has no name of its own.
private func axisName(_ axis: Int, of shape: Shape) -> String? {
  switch shape.rank {
  case 1: "index"
  case 3: ["row", "column", "channel"][axis]
  default: axis == shape.rank - 1 ? "channel" : nil
  }
}

/// An index with the name of its axis: `column 30`, `4 on axis 0`.
private func indexName(_ axis: Int, _ index: String, of shape: Shape) -> String {
  axisName(axis, of: shape).map { "\($0) \(index)" } ?? "\(index) on axis \(axis)"
}

/// Names for an error's one line: the first thirty, and how many more there are.
func listed(_ names: [String]) -> String {
  let shown = names.prefix(30).map { DisplayText($0).string }.joined(separator: ", ")
  return names.count > 30 ? shown + " and \(NumberText.grouped(names.count - 30)) more" : shown
}
