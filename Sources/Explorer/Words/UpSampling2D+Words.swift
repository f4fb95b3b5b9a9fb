import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension UpSampling2D: DescribedLayer {
  func words(in context: LayerContext) -> LineWords {
    let input = context.input
    let count = size.height * size.width
    let pixels = "Every number becomes \(size.height)×\(size.width)"
    return LineWords(
      interpolation == .nearest
        ? ["\(pixels): it is repeated \(count) times. Nothing is computed.", "\(pixels): it is repeated."]
        : [
          "\(pixels), on straight lines between neighbours: each is a mean of 4, nearer ones count more.",
          "\(pixels): means of 4 neighbours, nearer ones count more.",
        ],
      shape:
        "\(input) → (\(input[0])·\(size.height), \(input[1])·\(size.width), \(input[2])) = \(context.output)",
      parameters: nothingLearned)
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    switch meaning {
    case .enlargement:
      return LineWords(
        "\(size): \(countedNoun(size.height, "row")) for each row, \(countedNoun(size.width, "column")) for each column.",
        shape: words(in: context).shapeArithmetic)
    case .interpolation:
      return LineWords(
        "interpolation='bilinear': numbers between 4 of the input, by how near they are.",
        shape: "place of row u in the input: (u+½)÷\(size.height)\(NumberText.minus)½")
    default: return nil
    }
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    let region = regions(
      readBy: .unit(at: [cursor.row, cursor.column, cursor.channel]), inputs: [context.input],
      output: context.output)[0]
    let places =
      counted("row", Array(region.indices(alongAxis: 0).indices)) + ", "
      + counted("column", Array(region.indices(alongAxis: 1).indices))
    return interpolation == .nearest
      ? ["This cell repeats \(places) of \(context.nameOfInput(cursor.channel))."]
      : [
        "This cell lies between \(places) of \(context.nameOfInput(cursor.channel)).",
        "This cell lies between \(places).",
      ]
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    let left = context.unit(explanation.position) + " = "
    switch explanation.form {
    case .moved(let origin):
      return UnitWords(
        "The same number, repeated \(size.height * size.width) times; nothing is computed.",
        formula: "out[u,v,w] = in[⌊u÷\(size.height)⌋, ⌊v÷\(size.width)⌋, w]",
        numbers: left + "in" + brackets(origin.position, separator: ", "))
    case .weightedSum(let sum):
      return UnitWords(
        "4 numbers around the place, times how near they are, are ADDED; their weights add up to 1.",
        "4 neighbours, times how near they are, are ADDED.",
        formula: "out[u,v,w] = (1−s)(1−t)·in[a,c,w] + (1−s)t·in[a,d,w] + s(1−t)·in[b,c,w] + st·in[b,d,w]",
        numbers: left
          + sum.terms.map { "\(NumberText.fixed($0.weight, decimals: 3))·in" + brackets($0.position) }
          .joined(separator: " + "))
    case .given, .windowMaximum, .windowAverage, .padding, .elementwise, .merged, .held: return UnitWords([])
    }
  }
}
