import CellScreen
public import ConvNet
import KerasNotation
public import Tensors

/// What the screen says of a line of the listing.
public struct LineWords: Equatable, Sendable {
  /// What the line does, in one sentence; several wordings, the longest first.
  public var sentences: [String]
  /// How the shape comes about.
  public var shapeArithmetic: String
  /// How the number of parameters comes about; several wordings, the longest, which names the factors, first.
  public var parameterWordings: [String]

  /// How the number of parameters comes about, in short; empty where there is nothing to say.
  public var parameterArithmetic: String {
    get { parameterWordings.last ?? "" }
    set { parameterWordings = [newValue] }
  }

  /// Makes the words of a line.
  init(_ sentences: [String], shape: String = "", parameters: [String]) {
    self.sentences = sentences
    shapeArithmetic = shape
    parameterWordings = parameters
  }

  /// Makes the words of a line.
  init(_ sentences: [String], shape: String = "", parameters: String = "") {
    self.init(sentences, shape: shape, parameters: [parameters])
  }

  /// Makes the words of a line.
  init(_ sentences: String..., shape: String = "", parameters: String = "") {
    self.init(sentences, shape: shape, parameters: parameters)
  }

  /// The longest sentence that fits into a number of columns, else the shortest.
  public func sentence(fitting columns: Int) -> String {
    sentences.first { DisplayText.width(of: $0) <= columns } ?? sentences.last ?? ""
  }
}

/// Where a layer stands, as far as its words need to know.
struct LayerContext {
  /// The network with its parameters.
  let trained: TrainedNetwork
  let index: Int
  /// The layer's code.
  var tokens: [ListingToken] = []
  /// What is done to the samples of a picture before the network reads them.
  var preprocessing = Preprocessing()
  /// The samples of the picture, each in 0…1; `nil` where there is none.
  var samples: Tensor?

  /// The layers and their shapes.
  var network: Network { trained.network }
  /// The learned tensors that the layer reads.
  var parameters: LayerParameters { trained.parameters(ofLayer: index) }
  /// Whether a window over the layer's input is padded with `same`, as the code says or as the border is.
  func isSame(_ grid: WindowGrid) -> Bool { paddingToken == "'same'" || grid.isPaddedAsSame }

  /// The padding of a layer's window as its code has it: `padding='same'`; `nil` where there is none.
  func padding(_ border: Border) -> String? {
    if let paddingToken { return "padding=\(paddingToken)" }
    guard border != .none else { return nil }
    let isSame = network.layers[index].operation.grid(over: input)?.isPaddedAsSame ?? false
    return isSame ? "padding='same'" : "padding"
  }

  private var paddingToken: String? { tokens.first { $0.meaning == .padding }?.text }

  /// How many numbers these have, and those that no formula reads.
  var parameterCount: Int { network.parameterCount(readByLayer: index) }
  /// The shape of the layer's first input; its own for the layer that a picture enters by.
  var input: Shape { network.inputShapes(ofLayer: index).first ?? network.shapes[index] }
  /// The shape of the layer's activation.
  var output: Shape { network.shapes[index] }
  /// Whether the layer reads the picture itself.
  var readsPicture: Bool { network.layers[index].inputs == [0] }
  /// Whether the layer reads channels of the picture: nothing before it has merged or moved them.
  var readsChannels: Bool { network.readsPictureChannels(layer: index) }
  /// Whether no layer reads this one.
  var isLast: Bool { index == network.layers.count - 1 }

  /// What a map of the input is called: `map 9`, `red`.
  func nameOfInput(_ channel: Int) -> String {
    network.nameOfMap(channel, ofLayer: network.layers[index].inputs.first ?? index, preprocessing)
  }

  /// The channels of the input, counted: `3 channels` of a picture, `32 maps` of a layer.
  var countedChannels: String {
    let count = input.channels
    if readsChannels { return count == 1 ? "1 channel" : "\(count) channels" }
    return count == 1 ? "1 map" : "\(count) maps"
  }

  /// The channels of the input as what a filter spans: `all 3 channels`, `the 1 channel`.
  var allChannels: String { (input.channels == 1 ? "the " : "all ") + countedChannels }
}

/// An operation that can say what it does.
protocol DescribedLayer: NotatedOperation {
  /// What is said of the layer's line.
  func words(in context: LayerContext) -> LineWords
  /// What is said of the cell under the cursor of one of its maps; several wordings, the longest first.
  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String]
  /// What is said of the token with a meaning; `nil` where the line's own words say it.
  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords?
  /// What is said of one unit, with its formula.
  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords
}

/// What the screen says of one unit.
public struct UnitWords: Equatable, Sendable {
  /// How the number comes about, in one sentence; several wordings, the longest first.
  public var sentences: [String]
  /// The formula in letters.
  public var formula = ""
  /// The formula with this unit's numbers.
  public var numbers = ""

  /// The words of the unit under the cursor; `nil` where there is none.
  public init?(_ state: some Viewpoint) {
    guard let trained = state.shown?.trace.trained, let explanation = state.explanation else { return nil }
    self.init(
      explanation, in: trained, preprocessing: state.model.preprocessing,
      samples: state.shown?.picture.samples)
  }

  /// Makes words.
  init(_ sentences: [String], formula: String = "", numbers: String = "") {
    self.sentences = sentences
    self.formula = formula
    self.numbers = numbers
  }

  /// Makes words.
  init(_ sentences: String..., formula: String = "", numbers: String = "") {
    self.init(sentences, formula: formula, numbers: numbers)
  }
}

extension UnitWords {
  /// The words of any unit of a network; `nil` where its layer's operation has none.
  ///
  /// `samples` are those of the picture, (height, width, channel), each in 0…1, of which `preprocessing` made
  /// the network's input.
  public init?(
    _ explanation: Explanation, in trained: TrainedNetwork, preprocessing: Preprocessing = Preprocessing(),
    samples: Tensor? = nil
  ) {
    if case .held(let hold) = explanation.form {
      self.init([hold.words])
      return
    }
    guard let operation = trained.network.layers[explanation.layer].operation as? any DescribedLayer else {
      return nil
    }
    let context = LayerContext(
      trained: trained, index: explanation.layer, preprocessing: preprocessing, samples: samples)
    self = operation.unitWords(explanation, in: context)
  }
}

extension DescribedLayer {
  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    words(in: context).sentences
  }

  func tokenWords(_ meaning: ListingToken.Meaning, in context: LayerContext) -> LineWords? { nil }

  func unitWords(_ explanation: Explanation, in context: LayerContext) -> UnitWords {
    UnitWords(words(in: context).sentences)
  }
}

extension LineWords {
  /// What is said of the selected line, or of the cell under the cursor.
  public init(_ state: some Viewpoint) {
    if let fault = state.model.fault {
      self.init([fault])
    } else if state.isOnSoftmax {
      let classes = state.model.network?.outputShape[0] ?? 0
      let selected = state.depth == .network ? nil : state.cursor.channel
      let logits = state.hasLogits ? state.shown?.logits : nil
      self.init(softmaxOf: logits ?? [], classes: classes, selected: selected)
    } else if let trained = state.shown?.trace.trained ?? state.model.trained, let layer = state.layer {
      let network = trained.network
      let context = LayerContext(
        trained: trained, index: layer, tokens: state.model.lines[layer].tokens,
        preprocessing: state.model.preprocessing)
      guard let operation = network.layers[layer].operation as? any DescribedLayer else {
        self.init([], shape: context.shapes)
        return
      }
      var words = operation.words(in: context)
      if let sharing = network.layers[layer].weightsOf {
        words.parameterArithmetic =
          "the weights of \(state.model.lines[sharing].name.truncated(to: 20)), counted there"
      }
      if let meaning = state.tokenMeaning {
        words =
          LineWords(meaning, operation, context, state.isComputed(line: layer) ? state.shown : nil)
          ?? words
      }
      if state.depth == .unit, let unit = UnitWords(state) { words.sentences = unit.sentences }
      if state.depth == .map { words.sentences = operation.cellSentences(at: state.cursor, in: context) }
      self = words
    } else {
      self.init([])
    }
  }

  /// What is said of a token: by the layer's operation, or the same for all of them.
  private init?(
    _ meaning: ListingToken.Meaning, _ operation: any DescribedLayer, _ context: LayerContext,
    _ evaluation: Evaluation?
  ) {
    if let words = operation.tokenWords(meaning, in: context) {
      self = words
      return
    }
    switch meaning {
    case .activationFunction: self.init(activationFunctionIn: context, evaluation)
    case .bias:
      let name = context.tokens.first { $0.text.hasSuffix("bias=") }?.text ?? ""
      self.init([name + "False: nothing is added to the sum of the products."])
    case .inputChannels: self.init(inputChannelsIn: context)
    case .dataFormat: self.init(dataFormatSentences)
    default: return nil
    }
  }

  /// What is said of how many channels, or numbers, come in.
  private init(inputChannelsIn context: LayerContext) {
    let count = NumberText.grouped(context.input.channels)
    guard context.input.rank == 3 else {
      self.init(["\(count) numbers come in: as many as the line before gives."], shape: context.shapes)
      return
    }
    let maps = context.input.channels == 1 ? "1 channel comes" : "\(count) channels come"
    self.init(["\(maps) in: as many maps as the line before gives."], shape: context.shapes)
  }

  /// What is said of an activation function; for ReLU with how many numbers it cut here.
  private init(activationFunctionIn context: LayerContext, _ evaluation: Evaluation?) {
    let function = context.network.layers[context.index].operation.activationFunction
    self.init(function.sentences, shape: "\(context.output) → \(context.output)")
    guard function == .relu, let evaluation else { return }
    let before = evaluation.tensor(ofLayer: context.index, beforeActivation: true).values
    let cut = before.count { $0 < 0 }
    let share = NumberText.percent(Double(cut) / Double(max(before.count, 1)), decimals: 0)
    shapeArithmetic =
      "\(NumberText.grouped(cut)) of \(NumberText.grouped(before.count)) numbers became 0 here (\(share))."
    parameterArithmetic = "\(context.output) → \(context.output)"
  }

  /// What is said of the line of softmax, with the share of the selected class, else of the winner.
  private init(softmaxOf logits: [Float], classes: Int, selected: Int?) {
    self.init(["Turns \(classes) logits into \(classes) shares of 100 %. Not a layer here; the order stays."])
    let exponentials = logits.map { exponential(Double($0)) }
    let sum = exponentials.reduce(0, +)
    guard let winner = Statistics(logits).maximumIndex, sum < 1e9 else { return }
    let index = selected.flatMap { logits.indices.contains($0) ? $0 : nil } ?? winner
    let logit = NumberText.fixed(logits[index], decimals: 3)
    let part = NumberText.allPlaces(exponentials[index], decimals: exponentials[index] < 0.1 ? 6 : 2)
    let quotient = exponentials[index] / sum
    let share = NumberText.percent(quotient, decimals: 3)
    let equals = share.hasPrefix(">") || share.hasPrefix("<") ? "" : "= "
    shapeArithmetic = "e^\(logit) ÷ Σ ≈ \(part) ÷ \(NumberText.allPlaces(sum, decimals: 2)) \(equals)\(share)"
  }
}

/// What is said where the code has maps as (channel, height, width).
let dataFormatSentences = [
  "The file has maps as (channel, height, width); every shape here is (height, width, channel).",
  "Channels first in the file; shapes here are (height, width, channel).",
]
