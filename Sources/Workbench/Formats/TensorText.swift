internal import ModelFormats
public import Tensors

extension Tensor {
  /// Writes the tensor as a table: a line of headings, then a line a number, the last axis fastest.
  ///
  /// The columns are the axes (where they are not named, `row,column,channel` of a tensor of rank 3, `index` of rank 1,
  /// else `i0,i1,…`), then `value`, with the fewest digits that read back as the same `Float`; `NaN`, `Infinity` or
  /// `-Infinity`.
  public func writeCSV(axes: [String]? = nil, to sink: inout ByteSink) {
    sink.write(((axes ?? shape.axisNames) + ["value"]).joined(separator: ",") + "\n")
    let lasts = shape.rank == 0 ? [""] : (0..<shape.channels).map { "\($0)," }
    for start in stride(from: 0, to: values.count, by: max(1, lasts.count)) {
      let firsts = shape.indices(ofOffset: start).dropLast().map { "\($0)," }.joined()
      for (last, value) in zip(lasts, values[start...]) {
        sink.write(firsts)
        sink.write(last)
        sink.write(value.digits)
        sink.write("\n")
      }
      // Nobody waits for the rest of a file on a full disk.
      guard sink.failure == nil else { return }
    }
  }

  /// Writes the tensor of a layer as a JSON object: `name`, that of its file without the extension, `layer`, `stage`
  /// (`input`, `preActivation` or `activation`), `map` where it is one of the layer's, `shape`, `axes`, and `values`,
  /// nested as the shape says, the last axis innermost; then a line end.
  ///
  /// A number has the fewest digits that read back as the same `Float`; others are "NaN", "Infinity", "-Infinity".
  public func writeJSON(
    name: String, layer: String, stage: ActivationExport.Stage, map: Int? = nil, axes: [String]? = nil,
    to sink: inout ByteSink
  ) {
    let members: KeyValuePairs<String, JSONValue?> = [
      "name": .string(name), "layer": .string(layer), "stage": .string(stage.rawValue),
      "map": map.map { .integer($0) }, "shape": .extents(shape.extents),
      "axes": .array((axes ?? shape.axisNames).map { .string($0) }),
    ]
    writeJSON(members.compactMap { key, value in value.map { (key, $0) } }, to: &sink)
  }

  /// Writes the tensor as a JSON object: members that say what it is, then `values`, as above; then a line end.
  func writeJSON(_ members: [(String, JSONValue)], to sink: inout ByteSink) {
    sink.write("{\n")
    for (key, value) in members {
      sink.write("  \(JSONValue.string(key).text): \(value.text),\n")
    }
    sink.write("  \"values\": ")
    var rest = values[...]
    writeJSON(&rest, axis: 0, indentation: "  ", to: &sink)
    sink.write("\n}\n")
  }

  /// Writes the next numbers as what an axis and those behind it make of them.
  private func writeJSON(
    _ values: inout ArraySlice<Float>, axis: Int, indentation: String, to sink: inout ByteSink
  ) {
    guard sink.failure == nil else { return }
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
      writeJSON(&values, axis: axis + 1, indentation: inner, to: &sink)
    }
    if !isInnermost, shape[axis] > 0 { sink.write("\n" + indentation) }
    sink.write("]")
  }
}

extension Shape {
  /// What the axes are called in files.
  var axisNames: [String] {
    switch rank {
    case 1: ["index"]
    case 3: ["row", "column", "channel"]
    default: (0..<rank).map { "i\($0)" }
    }
  }
}
