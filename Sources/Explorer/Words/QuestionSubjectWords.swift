import CellScreen
import ConvNet
import KerasNotation
import Tensors

/// Words of several kinds of questions.
extension QuestionSubject {
  /// What screens say of a line.
  func lineWords(_ line: Int) -> LineWords? {
    guard let operation = network.layers[line].operation as? any DescribedLayer else { return nil }
    let context = LayerContext(
      trained: trained, index: line, tokens: model.lines[line].tokens, preprocessing: model.preprocessing)
    return operation.words(in: context)
  }

  /// The window of a line: `3×3`.
  func windowWords(_ line: Int) -> String {
    guard let grid = grid(line) else { return "1×1" }
    return "\(grid.rows.windowExtent)×\(grid.columns.windowExtent)"
  }

  /// That a line would have another count of numbers to learn; `nil` where it has this one.
  func objection(learning would: Int, line: Int) -> Objection? {
    let has = network.parameterCount(ofLayer: line)
    guard would != has, network.layers[line].weightsOf == nil else { return nil }
    return would < has
      ? Objection(
        "But then \(NumberText.grouped(would)) numbers would do; line \(line) has \(NumberText.grouped(has)).",
        needs: "\(NumberText.grouped(would)) numbers in line \(line)", here: NumberText.grouped(has))
      : countObjection(line: line, would: would, has: has)
  }

  /// That a line would have another count of numbers to learn.
  private func countObjection(line: Int, would: Int, has: Int, factors: String? = nil) -> Objection {
    let (would, has) = (NumberText.grouped(would), NumberText.grouped(has))
    let count = factors.map { "\($0) = \(would)" } ?? would
    return Objection(
      "But then line \(line) would have \(count) numbers to learn; it has \(has).",
      needs: "\(would) numbers in line \(line)", here: has)
  }

  /// How a line that read something else would come to so many parameters: `64·(9·128 + 1)`; `nil` of a line that has other
  /// parameters than a kernel and a bias.
  private func factors(of count: Int, line: Int) -> String? {
    let (filters, places, bias) =
      switch network.layers[line].operation {
      case let convolution as Conv2D where convolution.groups == 1:
        (
          convolution.filters, convolution.kernelSize.height * convolution.kernelSize.width,
          convolution.usesBias ? 1 : 0
        )
      case let dense as Dense: (dense.units, 1, dense.usesBias ? 1 : 0)
      default: (0, 1, 0)
      }
    guard filters > 0, count.isMultiple(of: filters) else { return nil }
    let weights = count / filters - bias
    guard weights > 0, weights.isMultiple(of: places) else { return nil }
    let channels = NumberText.grouped(weights / places)
    let terms = places == 1 ? channels : "\(places)·\(channels)"
    return bias == 0 ? "\(filters)·\(terms)" : "\(filters)·(\(terms) + 1)"
  }

  /// That another line could not be what it is.
  func objection(_ consequence: ShapeConsequence) -> Objection {
    switch consequence {
    case .count(let line, let would, let has):
      return countObjection(line: line, would: would, has: has, factors: factors(of: would, line: line))
    case .window(let line, let window, let input):
      let size = "\(window.height)×\(window.width)"
      return Objection(
        "But then line \(line) could not run: its \(size) window does not fit on a \(input[0])×\(input[1]) map.",
        needs: "a window of at most \(input[0])×\(input[1]) in line \(line)", here: size)
    case .apart(let line):
      // Which shapes these are is not to be told: one of them can be the answer.
      return Objection(
        "But then line \(line) could not run: the shapes that it reads would not go together.",
        needs: "another line \(line)", here: "this one")
    case .unreadable(let line, let input):
      return Objection(
        "But then line \(line) could not run: it can't read \(input).", needs: "another line \(line)",
        here: "this one")
    }
  }

  /// At how many places the window of a line fits: to be found out.
  func fitHint(_ line: Int) -> String {
    guard let axis = grid(line)?.rows else { return "what becomes of the rows?" }
    let steps = axis.stride == 1 ? "" : ", \(axis.stride) apart"
    let gaps = axis.dilation == 1 ? "" : " (with its gaps \(axis.reach))"
    let border = axis.paddingBefore + axis.paddingAfter
    let zeros = border == 0 ? "" : " and \(countedNoun(border, "zero"))"
    return
      "lay windows of \(axis.windowExtent)\(gaps) on a column of \(axis.inputExtent) numbers\(zeros)\(steps): "
      + "at how many places does one fit?"
  }
}
