public import ConvNet
public import Tensors

extension Conv2DTranspose: NotatedOperation {
  /// The code `Conv2DTranspose(8, (2, 2), strides=(2, 2))`.
  ///
  /// What is cut off is told by the padding's name where that is known, else by its numbers.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    let word = inputs.first.flatMap { input -> String?? in
      for padding in KerasPadding.allCases where cut == self.cut(padding, over: input) {
        return .some(padding.word)
      }
      return nil
    }
    let numbers = "((\(cut.top), \(cut.bottom)), (\(cut.left), \(cut.right)))"
    return code(padding: word ?? (cut == .none ? nil : numbers), addedAtEnd: nil)
  }

  /// The same with the arguments of a file.
  public func code(_ padding: KerasPadding, outputPadding: Size2D?) -> [ListingToken] {
    code(padding: padding.word, addedAtEnd: outputPadding.map { "\($0)" })
  }

  private func code(padding: String?, addedAtEnd: String?) -> [ListingToken] {
    let options = ListingToken.options(
      strides: strides == Size2D(square: 1) ? nil : "\(strides)", padding: padding,
      dilation: dilation == Size2D(square: 1) ? nil : "\(dilation)", activationFunction: activationFunction,
      usesBias: usesBias)
    let added = ListingToken.named("output_padding", addedAtEnd, .padding)
    let arguments = [[ListingToken("\(filters)", .filters)], [ListingToken("\(kernelSize)", .window)]]
    return ListingToken.call(className, arguments + options + [added])
  }

  /// What a padding of Keras's cuts off over an input, which may be told how much to add at the end.
  ///
  /// The output has n·s places along an axis with `same`, n·s + max(r − s, 0) with `valid`, n those of the input, s the
  /// stride and r the reach of the kernel; where `output_padding` p is given, (n − 1)·s + r − 2·q + p, with q = ⌊r ÷ 2⌋
  /// for `same`, else 0. What is more is cut off, half of it, rounded down, in front with `same`, else all behind.
  /// Source: Keras 3, `keras/src/backend/common/backend_utils.py`, `compute_conv_transpose_output_length`.
  public func cut(_ padding: KerasPadding, over input: Shape, outputPadding: Size2D? = nil) -> Border {
    guard input.rank == 3 else { return .none }
    let rows = cut(
      padding, input[0], kernelSize.height, strides.height, dilation.height, outputPadding?.height)
    let columns = cut(
      padding, input[1], kernelSize.width, strides.width, dilation.width, outputPadding?.width)
    return Border(top: rows.before, bottom: rows.after, left: columns.before, right: columns.after)
  }

  private func cut(
    _ padding: KerasPadding, _ extent: Int, _ kernel: Int, _ stride: Int, _ dilation: Int, _ added: Int?
  ) -> (before: Int, after: Int) {
    let reach = (kernel - 1) * dilation + 1
    let whole = (extent - 1) * stride + reach
    let length: Int
    if let added {
      length = whole - 2 * (padding == .same ? reach / 2 : 0) + added
    } else {
      length = extent * stride + (padding == .same ? 0 : max(reach - stride, 0))
    }
    let before = padding == .same ? max(whole - length, 0) / 2 : 0
    return (before, whole - length - before)
  }
}
