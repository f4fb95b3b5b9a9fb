import CellScreen
import ConvNet
import KerasNotation
import Tensors

extension GlobalPooling2D: DescribedLayer {
  /// What becomes of a map.
  private var noun: String { rule == .average ? "mean" : "largest number" }

  /// How many numbers a map has: `7·7 = 49`.
  private func mapArithmetic(_ input: Shape) -> String {
    "\(input[0])·\(input[1]) = \(NumberText.grouped(input[0] * input[1]))"
  }

  func words(in context: LayerContext) -> LineWords {
    let input = context.input
    let size = "\(input[0])×\(input[1])"
    return LineWords(
      [
        "Each of the \(input[2]) maps becomes 1 number: the \(noun) of its \(size) numbers. \(input[2]) maps, "
          + "\(input[2]) numbers.",
        "Each of the \(input[2]) maps becomes 1 number: the \(noun) of its \(size) numbers.",
        "Each map becomes 1 number: the \(noun) of its \(size) numbers.",
      ],
      shape: "\(input) → \(context.output)", parameters: "nothing learned: 0")
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    let numbers = "\(mapArithmetic(context.input)) numbers"
    return [
      "This cell is the \(noun) of all \(numbers) of map \(cursor.channel).",
      "This cell is the \(noun) of map \(cursor.channel).",
    ]
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    guard meaning == .keptAxes else { return nil }
    let channels = context.input[2]
    return LineWords(
      ["keepdims=True: rows and columns stay as axes, so maps of 1×1 come out."],
      shape: "(1, 1, \(channels)) instead of \(Shape(channels)): the same \(channels) numbers")
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    let (height, width) = (context.input[0], context.input[1])
    let count = NumberText.grouped(height * width)
    let channel = explanation.position[explanation.position.count - 1]
    let position = explanation.position.map(String.init).joined(separator: ",")
    let isMean = rule == .average
    let start =
      "out[\(keepsAxes ? "0,0,w" : "w")] = "
      + (isMean ? sums([("i", height), ("j", width)]) + "  " : "max over i<\(height), j<\(width) of  ")
    let left = "\(context.network.layers[context.index].name)[\(position)] = " + (isMean ? "Σ " : "max of ")
    let end = isMean ? " ÷ \(count)" : ""
    return UnitWords(
      isMean
        ? [
          "All \(mapArithmetic(context.input)) numbers of map \(channel) are ADDED and divided by \(count): their "
            + "mean. No weights.",
          "All \(count) numbers of map \(channel) are ADDED and divided by \(count).",
        ]
        : [
          "The largest of all \(mapArithmetic(context.input)) numbers of map \(channel) is kept; nothing is added.",
          "The largest of all \(count) numbers of map \(channel) is kept.",
        ],
      formula: start + "in[i, j, w]" + end, numbers: padded(left, like: start) + "in[i, j, \(channel)]" + end)
  }
}
