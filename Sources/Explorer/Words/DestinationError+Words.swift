import CellScreen
import ConvNet
import Tensors

extension DestinationError {
  /// What the error is about; `nil` where the fault names it.
  public var place: String? {
    switch self {
    case .unit(.notAUnitName(let text)): text.isEmpty ? nil : text
    case .unit(.noSuchLayer): nil
    case .unit(.indexCount(let layer, _, _)), .unit(.indexOutOfRange(let layer, _, _, _)): layer
    case .noSuchClass(let name, _), .ambiguousClass(let name, _): name.isEmpty ? nil : name
    }
  }

  /// What is wrong, as the rest of a sentence whose subject is the place.
  public var fault: String {
    switch self {
    case .unit(.notAUnitName): "no unit's name"
    case .unit(.noSuchLayer(let name, _)): "no layer is called '\(DisplayText(name))'"
    case .unit(.indexCount(_, let shape, let found)):
      "its shape is \(shape), and \(found) \(found == 1 ? "index is" : "indices are") given"
    case .unit(.indexOutOfRange(_, let shape, let axis, let index)):
      "has no " + indexName(axis, (index < 0 ? NumberText.minus : "") + "\(index.magnitude)", of: shape)
    case .noSuchClass: "no class has this name or index"
    case .ambiguousClass(_, let indices):
      "\(NumberText.grouped(indices.count)) classes have this name: \(listed(indices.map(String.init)))"
    }
  }

  /// What a person can do.
  public var remedy: String {
    switch self {
    case .unit(.notAUnitName):
      "write a layer with its indices in brackets, like 'conv2d[10,12,5]' or 'dense[41]'"
    case .unit(.noSuchLayer(_, let known)): "choose one of \(listed(known))"
    case .unit(.indexCount(_, let shape, _)):
      "give [\(shape.extents.indices.map { axisName($0, of: shape) ?? "index" }.joined(separator: ","))]"
    case .unit(.indexOutOfRange(_, let shape, let axis, _)): "choose one from 0 to \(shape[axis] - 1)"
    case .noSuchClass(_, let known):
      known.isEmpty ? "this network has no classes" : "choose one of \(listed(known))"
    case .ambiguousClass: "name one by its index"
    }
  }

  /// The error on one line: where it is, what is wrong, what to do.
  public var message: String {
    (place.map { DisplayText($0).string + ": " } ?? "") + fault + "; " + remedy
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
