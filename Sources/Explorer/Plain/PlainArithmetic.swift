import CellScreen
import ConvNet
import Tensors

/// The arithmetic of a unit, and the way from it to the picture.
extension PlainSession {
  /// How many terms are said before the others are summed up.
  private static let most = 12

  /// How the unit under the cursor came about, where it is computed.
  private func explanation() throws(Refusal) -> (Explanation, Network) {
    let (_, network) = try pass()
    guard state.depth == .unit || (state.layer != nil && !state.hasMaps && state.depth == .layer),
      let explanation = state.explanation
    else {
      throw Refusal("Go to a number first: unit and its place, or why.")
    }
    guard isComputed(explanation.unit) else {
      let (unit, layer) = (explanation.unit, explanation.layer)
      throw Refusal(reasonForNoNumber(shortName(of: unit), ofLine: layer, next: "step unit goes on."))
    }
    return (explanation, network)
  }

  /// The arithmetic of the unit: formula, terms, sum, activation function.
  func explain(_ command: PlainCommand) throws(Refusal) -> [String] {
    if state.isOnSoftmax {
      try needComputed(layer: state.model.lines.count - 1)
      return layerLines.dropFirst() + [try unitLines()[0]]
    }
    let (explanation, network) = try explanation()
    let terms = PlainTerms(self, explanation, in: network)
    let isWhole = command.words == ["all"] || terms.terms.count <= Self.most + 2
    let shown = isWhole ? terms.terms[...] : terms.terms.prefix(Self.most)
    let lines = shown.enumerated().map { "\($0 + 1): \($1.words)." }
    let value = number(explanation.value, ofLayer: explanation.layer)
    return ["\(shortName(of: explanation.unit)) = \(value)."] + formulaLines + lines
      + rest(of: terms, from: shown.count) + terms.closing + functionLine(explanation)
      + ["All digits: \(PlainText.spoken(NumberText.allDigits(explanation.value)))."]
  }

  /// What the unit's layer does, and its formula in letters and in numbers.
  private var formulaLines: [String] {
    guard let words = UnitWords(state) else { return [] }
    let sentence = words.sentences.last.map { [PlainText.spoken($0)] } ?? []
    let formulas = [("Formula", words.formula), ("Here", words.numbers)].filter { !$0.1.isEmpty }
    return sentence + formulas.map { "\($0.0): \(PlainText.spoken($0.1))." }
  }

  /// What the terms that are not said make together, what adds nothing, bias and sum.
  ///
  /// Where the numbers that were said don't add up, because they are rounded, a line says by how much.
  private func rest(of terms: PlainTerms, from first: Int) -> [String] {
    let rest = terms.terms[first...]
    let count = "\(NumberText.grouped(rest.count)) more"
    guard let ledger = terms.ledger(showing: first) else {
      return rest.isEmpty ? [] : ["\(count): explain all says them."]
    }
    let decimals = decimals(ofLayer: state.line)
    let number = { (value: Double?) in PlainText.number(value ?? 0, decimals: decimals) }
    let together = ledger.rows.first { if case .rest = $0.kind { true } else { false } }
    let bias = ledger.rows.last { $0.kind == .bias }
    let between = ledger.closing(decimals: decimals)
    let restWords = "\(count), smaller, together: \(number(together?.amount)). Explain all says them."
    let biasWords = bias.map { "Bias: \(number($0.amount))." }
    return (rest.isEmpty ? [] : [restWords]) + terms.silent
      + [biasWords, between.map(PlainText.words), "Sum: \(number(ledger.sum))."].compactMap(\.self)
  }

  /// The number before the activation function, and after it.
  private func stages(_ explanation: Explanation) -> (before: String, value: String) {
    let numbers = [explanation.preActivation, explanation.value].map {
      number($0, ofLayer: explanation.layer)
    }
    return (numbers[0], numbers[1])
  }

  /// What the activation function makes of the sum; nothing where it is linear.
  func functionLine(_ explanation: Explanation) -> [String] {
    let (before, value) = stages(explanation)
    let function = explanation.activationFunction
    let noun = if case .moved = explanation.form { "number" } else { "sum" }
    switch function {
    case .linear: return []
    case .relu: return ["ReLU: the larger of 0 and \(before) is \(value)."]
    case _ where function.worksOverAxis:
      let count = state.model.network?.shapes[explanation.layer].channels ?? 0
      return ["\(PlainText.sentence(function.title)) of this \(noun) among \(count): \(value)."]
    default: return ["\(PlainText.sentence(function.title)) of \(before): \(value)."]
    }
  }

  /// Goes to the unit that a term comes from; without a number to that of the largest.
  mutating func follow(_ command: PlainCommand) throws(Refusal) -> [String] {
    let (explanation, network) = try explanation()
    guard !command.argument.isEmpty else {
      if state.depth < .unit { go(to: .unit, line: explanation.layer) }
      state.cursor.term = nil
      try act(.move(.closer))
      return try unitLines()
    }
    let terms = PlainTerms(self, explanation, in: network).terms
    guard let number = Int(command.argument), number >= 1, number <= terms.count else {
      let known = terms.isEmpty ? "Nothing here can be followed" : "Explain numbers 1 to \(terms.count)"
      throw Refusal("\(known): follow alone goes to the largest.")
    }
    guard let place = terms[number - 1].place else { throw Refusal("No unit made it.") }
    go(to: network.unit(at: place, ofLayer: explanation.layer), in: network)
    return try unitLines()
  }

  /// Goes to a class's logit, and says the way from there to the picture.
  mutating func why(_ argument: String) throws(Refusal) -> [String] {
    let (evaluation, network) = try pass()
    let last = network.layers.count - 1
    guard network.outputShape.rank == 1, network.outputShape[0] > 0 else {
      throw Refusal("There are no logits to ask about: the output is \(network.outputShape).")
    }
    try needComputed(layer: last)
    if argument.isEmpty, let words = evaluation.wordsForNoWinner(in: state.model).first {
      throw Refusal(PlainText.sentence(PlainText.spoken(words)) + ". Type why and the name of a class.")
    }
    let index = argument.isEmpty ? evaluation.winner ?? 0 : classIndex(argument)
    guard let index, (0..<network.outputShape[0]).contains(index) else {
      throw Refusal("There is no class \(PlainText.typed(argument)); logits lists them.")
    }
    let unit = UnitAddress(layer: last, position: [index])
    go(to: unit, in: network)
    let path = evaluation.trace.largestPath(from: unit)
    let lines = path.compactMap { unit in evaluation.trace.explain(unit).map { pathLine($0, network) } }
    let name = PlainText.name(state.model.nameOfClass(index))
    return ["Why \(name)? The way of what gave the most:"] + lines
      + ["You are at \(shortName(of: unit)): follow goes down this way, explain has the whole sum."]
  }

  /// A unit of the way: its number, and what the next one gave.
  private func pathLine(_ explanation: Explanation, _ network: Network) -> String {
    let (layer, unit) = (explanation.layer, explanation.unit)
    let colour =
      network.layers[layer].inputs.isEmpty && network.shapes[layer].rank == 3
      ? ", \(mapName(unit.position[2], ofLayer: layer))" : ""
    let (before, value) = stages(explanation)
    let function = before == value ? "" : "\(explanation.activationFunction.title) of \(before) is "
    return "\(shortName(of: unit))\(colour): \(function)\(value), \(made(explanation, network))."
  }

  /// What gave the most to a unit.
  private func made(_ explanation: Explanation, _ network: Network) -> String {
    let layer = explanation.layer
    switch explanation.form {
    case .given: return "a number of the picture"
    case .padding: return "padding"
    case .held(let hold): return hold.words
    case .moved:
      guard explanation.activationFunction != .linear else {
        return network.layers[layer].operation is Identity ? "the same number as before" : "moved here"
      }
      return explanation.form.largestPlace.map {
        "from \(shortName(of: network.unit(at: $0, ofLayer: layer)))"
      } ?? ""
    case .elementwise: return "worked out from one number"
    case .merged(let merge): return "made of \(merge.operands.count) inputs"
    case .windowMaximum(let window): return window.rank
    case .windowAverage(let window): return "the mean of \(NumberText.grouped(window.count))"
    case .weightedSum(let sum):
      guard let term = sum.largestTerm.map({ sum.terms[$0] }) else {
        return sum.reasonForNoLargest.map { "no product is the largest: \(PlainText.spoken($0))" }
          ?? "padding only"
      }
      let source = network.layers[layer].inputs[0]
      let numbers = [Double(term.weight), term.product].map {
        PlainText.number($0, decimals: decimals(ofLayer: layer))
      }
      let total = Double(explanation.preActivation)
      let hasShare = total != 0 && total.isFinite
      let share = hasShare ? ", \(PlainText.exactPercent(term.product / total)) of the sum" : ""
      return "most from \(number(term.input, ofLayer: source)) times \(numbers[0]) = \(numbers[1])\(share)"
    }
  }
}
