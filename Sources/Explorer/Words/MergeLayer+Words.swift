import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension MergeLayer: DescribedLayer {
  func words(in context: LayerContext) -> LineWords {
    let inputs = context.network.inputShapes(ofLayer: context.index)
    let isSame = Set(inputs).count == 1
    let shapes =
      isSame && inputs.count > 2
      ? "\(inputs.count) times \(context.input)" : inWords(inputs.map(\.description))
    return LineWords(
      sentences(inputs, in: context), shape: "\(shapes) → \(context.output)", parameters: nothingLearned)
  }

  private func sentences(_ inputs: [Shape], in context: LayerContext) -> [String] {
    let layers = countedNoun(inputs.count, "layer")
    let short = "\(operation.words.does) \(layers) number by number. Nothing is learned."
    guard let small = inputs.first(where: { $0 != context.output }) else {
      let named =
        "\(operation.words.does) \(inWords(context.inputNames)) number by number, same place to same place."
      let plain = ["\(operation.words.does) \(layers) number by number, same place to same place.", short]
      return inputs.count <= 3 ? [named] + plain : plain
    }
    return [
      "\(operation.words.does) \(layers) number by number; \(small) repeats over \(context.output).", short,
    ]
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    let count = context.inputNames.count
    let place = "row \(cursor.row), column \(cursor.column) of map \(cursor.channel)"
    let of = count == 2 ? "both layers" : "all \(count) layers"
    return [
      "This cell is \(operation.words.noun) the numbers at \(place) in \(of).",
      "This cell is \(operation.words.noun) the numbers there in \(of).",
    ]
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    guard case .merged(let merge) = explanation.form else { return UnitWords(words(in: context).sentences) }
    let count = countedNoun(merge.operands.count, "number")
    let inputs = context.network.inputShapes(ofLayer: context.index)
    let letters = inputs.prefix(Self.longest).enumerated().map { index, shape in
      ["a", "b", "c", "d"][index] + Self.letters(of: shape, in: context.output)
    }
    let numbers = merge.operands.prefix(Self.longest).enumerated().map { index, operand in
      bracketed(context.number(operand.value, ofInput: index), isFirst: index == 0)
    }
    let isLong = merge.operands.count > Self.longest
    return context.words(
      of: explanation, letters: operation.formula(letters, count: inputs.count, isLong),
      numbers: operation.formula(numbers, count: inputs.count, isLong),
      "\(count), one of each layer, become one: \(operation.words.noun) them. Nothing is learned.",
      "\(count), one of each layer, become one.")
  }

  /// A number with brackets where it is negative and follows a sign.
  private func bracketed(_ number: String, isFirst: Bool) -> String {
    let follows = !isFirst && operation != .maximum && operation != .minimum
    return follows && number.hasPrefix(NumberText.minus) ? "(\(number))" : number
  }

  /// More inputs than this are not written out.
  private static let longest = 4

  /// The indices of an input: 0 where it repeats.
  private static func letters(of shape: Shape, in output: Shape) -> String {
    let axes = zip(output.letters.suffix(shape.rank), output.extents.suffix(shape.rank))
    return brackets(zip(axes, shape.extents).map { $1 == 1 && $0.1 != 1 ? "0" : $0.0 })
  }
}

extension Merge.Operation {
  /// What the layer does, with a verb, and what comes out, before the things it is made of.
  fileprivate var words: (does: String, noun: String) {
    switch self {
    case .add: ("Adds", "the sum of")
    case .subtract: ("Subtracts", "the difference of")
    case .multiply: ("Multiplies", "the product of")
    case .average: ("Averages", "the mean of")
    case .maximum: ("Keeps the largest of", "the largest of")
    case .minimum: ("Keeps the smallest of", "the smallest of")
    }
  }

  /// The formula over things that are written out, with a mark for those that are not.
  fileprivate func formula(_ parts: [String], count: Int, _ isLong: Bool) -> String {
    let parts = parts + (isLong ? ["…"] : [])
    return switch self {
    case .add: parts.joined(separator: " + ")
    case .subtract: parts.joined(separator: " − ")
    case .multiply: parts.joined(separator: " · ")
    case .average: "(\(parts.joined(separator: " + "))) ÷ \(count)"
    case .maximum: "max(\(parts.joined(separator: ", ")))"
    case .minimum: "min(\(parts.joined(separator: ", ")))"
    }
  }
}
