import CellScreen
import ConvNet
import KerasNotation

extension Identity: DescribedLayer {
  func words(in context: LayerContext) -> LineWords {
    LineWords(sentences, shape: context.shapes, parameters: nothingLearned)
  }

  private var sentences: [String] {
    guard let deed = purpose.whileTraining else {
      return ["Every number passes as it is. Nothing is learned."]
    }
    return [
      "Only while training: \(deed). Here every number passes.",
      "\(className) works only while training; here every number passes.",
    ]
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? {
    guard meaning == .rate else { return nil }
    let arguments = context.tokens.filter { $0.meaning == .rate }.map(\.text)
    let subject = arguments.isEmpty ? "How" : "\(inWords(arguments)): how"
    return LineWords("\(subject) strong it is while training. Here it does nothing.", shape: context.shapes)
  }

  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    let place = "row \(cursor.row), column \(cursor.column) of \(context.nameOfInput(cursor.channel))"
    return [
      "This cell is the number at \(place) before. Nothing changes it outside of training.",
      "This cell is the number at \(place) before.",
    ]
  }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    let name = purpose == .nothing ? "" : " \(className) works only while training."
    return context.words(
      of: explanation, letters: "in" + brackets(context.output.letters),
      numbers: context.inputNames[0] + brackets(explanation.position), "The same number as before.\(name)")
  }
}

extension Identity.Purpose {
  /// What the layer does while a network is trained; `nil` where it does nothing then either.
  fileprivate var whileTraining: String? {
    switch self {
    case .nothing: nil
    case .dropout: "some numbers, drawn at random, become 0"
    case .spatialDropout1D: "some channels, drawn at random, become 0"
    case .spatialDropout2D: "some maps, drawn at random, become 0"
    case .alphaDropout: "some numbers, drawn at random, become SELU's smallest"
    case .gaussianDropout: "numbers are multiplied by random ones"
    case .gaussianNoise: "random numbers are added"
    case .activityRegularization: "large numbers cost"
    case .randomFlip: "pictures are mirrored at random"
    case .randomRotation: "pictures are turned at random"
    case .randomZoom: "pictures are zoomed at random"
    case .randomTranslation: "pictures are moved at random"
    case .randomContrast: "the contrast changes at random"
    case .randomBrightness: "the brightness changes at random"
    }
  }
}
