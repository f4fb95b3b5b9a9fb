internal import ModelFormats
public import Tensors

/// A tensor as a JSON object: `name`, `layer`, `stage` (`input`, `preActivation` or `activation`), `shape`, `axes`,
/// and `values`, nested as the shape says, the last axis innermost.
///
/// A number has the fewest digits that read back as the same `Float`; others are "NaN", "Infinity", "-Infinity".
public struct TensorJSON {
  private let members: [(key: String, value: JSONValue)]
  private let tensor: Tensor

  /// The object of a tensor of a layer; `name` is the name of the file without its extension.
  public init(name: String, layer: String, stage: ActivationExport.Stage, tensor: Tensor) {
    self.tensor = tensor
    members = [
      ("name", .string(name)), ("layer", .string(layer)), ("stage", .string(stage.rawValue)),
      ("shape", .extents(tensor.shape.extents)), ("axes", .array(tensor.shape.axisNames.map { .string($0) })),
    ]
  }

  /// Writes the object, with a line end behind it.
  public func write(to sink: inout ByteSink) {
    sink.write("{\n")
    for member in members { sink.write("  \(JSONValue.string(member.key).text): \(member.value.text),\n") }
    sink.write("  \"values\": ")
    var values = tensor.values[...]
    write(&values, axis: 0, indentation: "  ", to: &sink)
    sink.write("\n}\n")
  }

  /// Writes the next numbers as what an axis and those behind it make of them.
  private func write(
    _ values: inout ArraySlice<Float>, axis: Int, indentation: String, to sink: inout ByteSink
  ) {
    guard sink.failure == nil else { return }
    let shape = tensor.shape
    guard axis < shape.rank else {
      sink.write(JSONValue.float(values.popFirst() ?? .nan).text)
      return
    }
    let isInnermost = axis == shape.rank - 1
    let inner = indentation + "  "
    sink.write("[")
    for index in 0..<shape[axis] {
      if index > 0 { sink.write(isInnermost ? ", " : ",") }
      if !isInnermost { sink.write("\n" + inner) }
      write(&values, axis: axis + 1, indentation: inner, to: &sink)
    }
    if !isInnermost, shape[axis] > 0 { sink.write("\n" + indentation) }
    sink.write("]")
  }
}
