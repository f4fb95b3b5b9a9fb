internal import ModelFormats
public import Tensors

/// A tensor as a table: a line of headings, then a line a number, the last axis fastest.
///
/// The columns are the axes (`row,column,channel` of a tensor of rank 3, `index` of rank 1, else `i0,i1,…`), then
/// `value`, with the fewest digits that read back as the same `Float`; `NaN`, `Infinity` or `-Infinity`.
public struct TensorCSV {
  private let tensor: Tensor

  /// The table of a tensor.
  public init(_ tensor: Tensor) {
    self.tensor = tensor
  }

  /// Writes the table.
  public func write(to sink: inout ByteSink) {
    let shape = tensor.shape
    sink.write((shape.axisNames + ["value"]).joined(separator: ",") + "\n")
    let lasts = shape.rank == 0 ? [""] : (0..<shape.channels).map { "\($0)," }
    for start in stride(from: 0, to: tensor.values.count, by: max(1, lasts.count)) {
      let firsts = shape.indices(ofOffset: start).dropLast().map { "\($0)," }.joined()
      for (last, value) in zip(lasts, tensor.values[start...]) {
        sink.write(firsts)
        sink.write(last)
        sink.write(value.digits)
        sink.write("\n")
      }
      // Nobody waits for the rest of a file on a full disk.
      guard sink.failure == nil else { return }
    }
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
