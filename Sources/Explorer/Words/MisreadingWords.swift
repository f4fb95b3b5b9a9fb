import CellScreen
public import ConvNet
import Tensors

/// What is said where a network's code is misread: what the idea is, where it parts from Keras, what is right, and how
/// Keras itself is asked.
public struct MisreadingWords {
  /// The wrong idea.
  public let misreading: Misreading
  /// The line that it is about.
  public let line: Int
  let misread: MisreadNetwork
  /// How many changes there are, this one among them.
  let changeCount: Int
  let facts: MisreadLineFacts
  let model: ExplorerModel
  /// The pass as it is; `nil` until it is there.
  let before: Evaluation?
  /// The pass as it is misread, as far as it goes; `nil` where there is none.
  let now: Trace?
  /// Where the cursor is on the line.
  let cursor: LayerCursor

  /// The words of the misreading that was thought of last, at the selected line where it is misread so, else at the first
  /// that is; `nil` where nothing is misread.
  public init?(_ state: ExplorerState) {
    guard let network = state.model.network, let misread = state.misread,
      case .read(let misreading, _)? = state.changes.last(where: { $0.verb == .read }),
      let first = misread.lines.firstIndex(where: { $0.misreadings.contains(misreading) })
    else { return nil }
    let isHere =
      misread.lines.indices.contains(state.line)
      && misread.lines[state.line].misreadings.contains(misreading)
      // A line that stops for what an earlier one gives has nothing of its own to say.
      && (misread.lines[state.line].parameterCount != nil || state.line == first)
    self.misreading = misreading
    self.misread = misread
    changeCount = state.changes.count
    line = isHere ? state.line : first
    facts = MisreadLineFacts(network: network, index: line)
    model = state.model
    before = state.evaluation
    now = state.misreadPass
    cursor = state.cursor(ofLine: line)
  }

  var network: Network { facts.network }

  /// The question in the first row: `WHAT IF pooling averaged?`.
  public var question: String { "WHAT IF \(misreading.question(facts))?" }

  /// What speaks for the idea.
  public var credit: String { misreading.credit(facts) }

  /// The class of the line's layer in Keras.
  var classOfLine: String { model.lines[line].kerasClass }

  // MARK: Where it parts

  /// Where the idea parts from Keras; several wordings, the longest first.
  public var verdicts: [String] {
    if let end = misread.end, let stop = Self.stop(misread, network) {
      let runs = "In Keras it runs"
      return ["\(stop) \(runs) and gives \(network.shapes[end]).", "\(stop) \(runs).", stop]
    }
    if misreading == .softmaxInside, let sum = sumOfLogits {
      let count = facts.count
      return [
        "The \(count) numbers of line \(line) add up to \(sum), not 1.", "They add up to \(sum), not 1.",
      ]
    }
    if let parting = misread.parting { return verdicts(parting: parting) }
    // Of several changes nobody can say which has made a number another one.
    let outcome = outcomeSentence.map {
      changeCount > 1 ? "With all \(changeCount) changes \($0)" : $0
    }
    let sentences = [changeCount > 1 ? nil : numberSentence, outcome].compactMap(\.self)
    guard !sentences.isEmpty else { return ["Shapes are the same; only numbers are others."] }
    return [sentences.joined(separator: " "), sentences.last ?? ""]
  }

  private func verdicts(parting: Int) -> [String] {
    let there = misread.lines[parting]
    if case .shape(let shape) = there.outcome, shape != there.trueShape {
      let words = "Line \(parting) would give \(shape), and not \(there.trueShape)."
      return ["\(words) The network would still run.", words]
    }
    let counts = [there.parameterCount ?? 0, there.trueParameterCount].map { NumberText.grouped($0) }
    let words = "line \(parting) would have \(counts[0]) parameters; it has \(counts[1])."
    return ["Shapes fit, but \(words)", words]
  }

  /// At which line a misread network would stop, and why; `nil` where it goes through.
  public static func stop(_ misread: MisreadNetwork, _ network: Network) -> String? {
    guard let end = misread.end, let fault = misread.fault else { return nil }
    return "Line \(end) would stop: \(fault.reason(ofLayer: end, in: network))."
  }

  /// What the numbers of the last line add up to.
  var sumOfLogits: String? {
    guard let logits = before?.logits, !logits.isEmpty else { return nil }
    return NumberText.fixed(logits.reduce(0) { $0 + Double($1) }, decimals: 1)
  }

  /// The number under the cursor as it would be, `max_pooling2d[8,5,0] would be 6.6441, not 7.4235`.
  private var numberSentence: String? {
    guard let (name, was, would) = numbers, was != would else { return nil }
    return "\(name) would be \(would), not \(was)."
  }

  /// The number of the line under the cursor, as it is and as it would be.
  var numbers: (name: String, was: String, would: String)? {
    guard let before, let now, line < now.computedLayers, now.network.shapes[line] == facts.output else {
      return nil
    }
    let unit = UnitAddress(layer: line, position: cursor.position(in: facts.output))
    guard network.contains(unit) else { return nil }
    let texts = [before.trace, now].map {
      NumberText.fixed($0.activations[line][position: unit.position], decimals: facts.output.decimals)
    }
    return (DisplayText(network.name(of: unit)).string, texts[0], texts[1])
  }

  /// What the network would say of the picture, `ship would become truck (2.6, 72.7 %)`.
  private var outcomeSentence: String? {
    guard let before, let now, now.isComplete, let winner = before.winner, let logits = now.logits,
      logits.count > 1, misread.keepsShapes
    else { return nil }
    let changed = Evaluation(trace: now, picture: before.picture, sharing: before)
    let name = model.nameInSentence(ofClass: winner)
    guard let other = changed.winner else { return "no class would be above all others." }
    let value = NumberText.fixed(changed.logits[other], decimals: 1)
    guard other != winner else {
      return
        "\(name) would stay, with \(value) in place of \(NumberText.fixed(before.logits[winner], decimals: 1))."
    }
    let share = changed.probabilities.indices.contains(other) ? changed.probabilities[other] : nil
    let percent = share.map { ", \(NumberText.percent($0))" } ?? ""
    return "\(name) would become \(model.nameInSentence(ofClass: other)) (\(value)\(percent))."
  }
}

extension MisreadingWords {
  /// What becomes of the line.
  public var outcome: MisreadNetwork.Outcome { misread.lines[line].outcome }

  /// What can be tried to refute the idea, and what comes of it, the longer wording first; none where nothing short would.
  public var experiments: [String] {
    guard misreading == .perChannel, let source = facts.layer.inputs.first, let changed = mapsWithoutChannel
    else { return [] }
    let isPicture = source == 0 && network.hasPictureChannels(ofLayer: 0)
    let name = source == 0 ? Network.inputPlace : DisplayText(network.layers[source].name).string
    let what =
      isPicture ? channelName(0, of: network.inputShape, model.preprocessing) : "map 0 of line \(source)"
    let count = changed == facts.count ? "all \(changed)" : "\(changed) of \(facts.count)"
    let drop = ":drop \(name)[:,:,0]"
    return [
      "Try it: Esc, then \(drop). Without \(what) one map of line \(line) would change; in Keras \(count) do.",
      "Try it: Esc, \(drop). One map would change; in Keras \(count) do.",
    ]
  }

  /// How many maps of the line change without the first channel that it reads; `nil` where that takes long.
  private var mapsWithoutChannel: Int? {
    guard let before, let source = facts.layer.inputs.first, let trained = model.trained,
      network.multiplyAddCount(ofLayer: line) < 1 << 22
    else { return nil }
    let input = before.trace.activations[source]
    let channels = input.shape.channels
    let without = Tensor(
      input.shape, input.values.enumerated().map { $0.offset.isMultiple(of: channels) ? 0 : $0.element })
    let sums = facts.layer.operation.preActivation(of: [without], trained.parameters(ofLayer: line))
    // What ReLU makes 0 before and now is no change.
    let least: Float = facts.layer.operation.activationFunction == .relu ? 0 : -.infinity
    let truth = before.trace.preActivations[line]
    let changed = truth.values.indices.filter { max(truth.values[$0], least) != max(sums.values[$0], least) }
    return Set(changed.map { $0 % facts.count }).count
  }

  /// Of which learned numbers a map is made as it is misread; `nil` where of all of them.
  public var note: String? {
    switch misreading {
    case .perChannel: "with the \(countedNoun(facts.input.channels, "kernel")) of filter 0"
    case .oneFilter: "with filter 0"
    case .flatFilter: "with each filter's first kernel"
    case .eachWithEach, .size, .ownWeights, .averaged, .keepsSize, .quadrants, .overlap, .poolMerges,
      .meanPool,
      .keepPartial, .noReLU, .softmaxInside, .flipped:
      nil
    }
  }

  /// Why there is no map of the line as it is misread.
  public func reasonForNoPicture(isComputing: Bool) -> String {
    if isComputing { return "computing what follows …" }
    switch outcome {
    case .stops(let fault): return "Nothing: \(fault.reason(ofLayer: line, in: network))."
    case .unreached: return "Nothing: the network stops before."
    case .shape: break
    }
    if let other = misread.toldMisreadings.first(where: { $0 != misreading }), !misreading.isOnlyTold {
      return "Nothing is computed while the network is read as '\(other.word)' too, which can only be told."
    }
    switch misreading {
    case .ownWeights: return "Nobody has learned weights for every place: there is nothing to compute."
    case .size: return "Sizes are not computed: there is no number to show."
    case .poolMerges: return "No rule says how maps would be merged."
    case .perChannel, .eachWithEach, .oneFilter, .flatFilter, .averaged, .keepsSize, .quadrants, .overlap,
      .meanPool, .keepPartial, .noReLU, .softmaxInside, .flipped:
      return "What was learned has no numbers for it."
    }
  }

  /// What the line does, at which the network would stop, with what arrives there so misread, and with what really does.
  public var end: (title: String, misread: String, truth: String)? {
    guard let end = misread.end, end != line, let fault = misread.fault,
      let truth = network.inputShapes(ofLayer: end).first
    else { return nil }
    let title = "then line \(end), \(model.lines[end].code)"
    let output = network.shapes[end]
    switch fault {
    case .layer(.windowTooLarge(let window, let input)):
      let words = { (input: Shape) in
        "on \(input[0])×\(input[1]) its \(window.height)×\(window.width) window fits at "
      }
      let places = "\(output[0]) places down and \(output[1]) across"
      return (
        title, words(input) + "\(fault.formula(ofLayer: end, in: network)) places",
        words(truth) + "\(places): \(output)"
      )
    case .learned(_, let learned, let wanted, let count):
      let has = NumberText.grouped(network.parameterCount(ofLayer: end))
      return (
        title, "its weights would have to be \(wanted): \(NumberText.grouped(count)) parameters",
        "they are \(learned): \(has) parameters"
      )
    case .wider, .layer: return nil
    }
  }

  /// The idea in full: where it parts, what is right, what speaks for it, how Keras is asked.
  public var sentences: [String] {
    let asked = questionToKeras.map { "Ask Keras itself: \($0.code) prints \($0.answer)." }
    return [verdicts[0], corrections[0], credit] + [experiments.first, asked].compactMap(\.self)
  }
}

/// What stands beside a line of the listing, where the network is misread.
public struct MisreadLineWords {
  /// The shape, or why there is none.
  public let shape: String
  /// What is to be noticed; several wordings, the longest first.
  public let notes: [String]
  /// Whether the network stops here.
  public let isWarning: Bool

  /// The words of a line.
  public init(_ misread: MisreadNetwork, line: Int, in network: Network) {
    let there = misread.lines[line]
    switch there.outcome {
    case .unreached: (shape, notes, isWarning) = ("–", [""], false)
    case .stops(let fault):
      shape = fault.formula(ofLayer: line, in: network)
      notes = ["◂ stops: \(fault.reason(ofLayer: line, in: network))", "◂ stops"]
      isWarning = true
    case .shape(let found):
      shape = found.description
      isWarning = false
      let counts = [there.parameterCount ?? 0, there.trueParameterCount].map { NumberText.grouped($0) }
      let hasOther = there.parameterCount != there.trueParameterCount
      let parameters = "\(counts[0]) parameters, not \(counts[1])"
      guard misread.parting == line else {
        notes = hasOther ? [parameters, "\(counts[0])"] : [""]
        return
      }
      notes =
        hasOther
        ? ["◂ here they part: \(parameters)", "◂ \(parameters)", "◂ parts"]
        : ["◂ here the two readings part", "◂ here they part", "◂ parts"]
    }
  }
}
