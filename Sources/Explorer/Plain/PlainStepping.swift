import CellScreen
import ConvNet
import Tensors

/// The forward pass step by step, in words.
extension PlainSession {
  /// The most steps of one command.
  private static let mostSteps = 10_000

  /// A size by its name.
  private static let sizes: [String: StepSize] = [
    "product": .product, "unit": .unit, "row": .row, "map": .map, "layer": .layer,
  ]

  /// Goes on or back by steps, and says what was computed, or where the pass stands.
  mutating func step(_ command: PlainCommand, forwards: Bool) throws(Refusal) -> [String] {
    let (evaluation, network) = try pass()
    let (size, count) = try sizeAndCount(command)
    var lines: [String] = []
    if !state.isStepping, forwards {
      try act(.step(.toggle))
      lines.append("The pass starts again. " + passPlace.joined())
    }
    if let size { state.playhead.size = size }
    let steps = state.playhead.size
    effects += update(&state, .step(.by(forwards ? count : -count)))
    guard forwards else { return passPlace.isEmpty ? lineOfEnd : passPlace }
    let position = state.playhead.position ?? network.end
    lines += try computed(position, steps, network)
    if state.notice == HidingWords.end { lines += lineOfEnd }
    if !state.isStepping { lines += lineOfEnd + verdict(evaluation) }
    return lines
  }

  /// Goes to the end of the pass.
  mutating func runToEnd() throws(Refusal) -> [String] {
    let (evaluation, _) = try pass()
    if state.isStepping { try act(.step(.toggle)) }
    return lineOfEnd + verdict(evaluation)
  }

  /// That the pass goes no further.
  private var lineOfEnd: [String] {
    [
      state.hidesAnswer
        ? PlainText.sentence(PlainText.withoutColons(HidingWords.end)) + "." : "The pass is at its end."
    ]
  }

  /// The size and the count behind the verb, in any order.
  private func sizeAndCount(_ command: PlainCommand) throws(Refusal) -> (StepSize?, Int) {
    var size: StepSize?
    var count = 1
    for word in command.words {
      if let named = Self.sizes[word.hasSuffix("s") ? String(word.dropLast()) : word] {
        size = named
      } else if let number = Int(word), (1...Self.mostSteps).contains(number) {
        count = number
      } else {
        throw Refusal(
          "Steps are layer, map, row, unit, product, and a count from 1 to \(NumberText.grouped(Self.mostSteps))."
        )
      }
    }
    return (size, count)
  }

  /// Where the pass stands; nothing at its end.
  var passPlace: [String] {
    guard let position = state.playhead.position, let network = state.model.network,
      let unit = network.unit(at: position)
    else { return [] }
    if position.unit == 0, position.term == 0 {
      return ["The pass stands before \(name(ofLine: unit.layer))."]
    }
    let name = place(of: unit, in: network)
    guard position.term > 0 else { return ["The pass stands before \(name)."] }
    let count = network.stepCount(ofUnitInLayer: unit.layer)
    return ["The pass stands in \(name), after step \(position.term) of \(count)."]
  }

  /// What the last step computed, where it has led to a position.
  private func computed(
    _ position: Position, _ size: StepSize, _ network: Network
  ) throws(Refusal) -> [String] {
    let isInUnit = position.term > 0
    let isNewLayer = !isInUnit && position.unit == 0
    let layer = isNewLayer ? position.layer - 1 : position.layer
    guard layer > 0 else { return [] }
    let done = isNewLayer ? network.shapes[layer].count : position.unit
    guard done > 0 || isInUnit else { return [] }
    let index = isInUnit ? position.unit : done - 1
    let unit = network.unit(atPassIndex: index, inLayer: layer)
    let hasMaps = network.shapes[layer].rank == 3
    let lines =
      switch size {
      case .product: try stepLines(unit, isInUnit ? position.term : nil, network)
      case .row where hasMaps: try session(at: unit, network).rowLines()
      case .map where hasMaps: Array(try session(at: unit, network).mapLines().dropLast())
      case .unit, .row, .map: unitLine(unit, network)
      case .layer: [String]()
      }
    return lines + (isNewLayer ? try layerSummary(layer) : [])
  }

  /// A session at the cell of a map.
  private func session(at unit: UnitAddress, _ network: Network) -> PlainSession {
    var session = self
    session.go(to: unit, in: network)
    session.state.depth = .map
    return session
  }

  private func unitLine(_ unit: UnitAddress, _ network: Network) -> [String] {
    guard isComputed(unit), let explanation = state.shown?.trace.explain(unit) else {
      return ["\(shortName(of: unit)): its sum is there; its value needs the others of its place."]
    }
    return ["\(place(of: unit, in: network)): \(number(explanation.value, ofLayer: unit.layer))."]
  }

  /// What is said of a layer that is complete.
  private func layerSummary(_ layer: Int) throws(Refusal) -> [String] {
    let (evaluation, network) = try pass()
    let numbers = evaluation.numbers(ofLayer: layer, beforeActivation: false).statistics
    let count = NumberText.grouped(numbers.count)
    let zeros = PlainText.percent(Double(numbers.zeroCount) / Double(max(1, numbers.count)))
    return ["\(name(ofLine: layer)) is computed: \(count) numbers, \(network.shapes[layer])."]
      + (numbers.maximumIndex == nil ? [] : ["Maximum \(number(numbers.maximum, ofLayer: layer))."])
      + (numbers.zeroCount > 0 ? ["\(zeros) of them are 0."] : [])
  }

  /// The last step of a unit, and what has come out so far; without a count the unit is complete.
  private func stepLines(_ unit: UnitAddress, _ done: Int?, _ network: Network) throws(Refusal) -> [String] {
    guard let explanation = state.shown?.trace.explain(unit) else { return [] }
    let steps = network.steps(ofUnitInLayer: unit.layer)
    let count = done ?? steps.count
    let name = done == 1 || steps.count == 1 ? ["\(place(of: unit, in: network))."] : []
    let end = done == nil ? unitLine(unit, network) : []
    guard count > 0 else { return name + end }
    switch steps[count - 1] {
    case .activationFunction: return name + functionLine(explanation) + end
    case .bias:
      guard case .weightedSum(let sum) = explanation.form else { return name + end }
      let bias = number(sum.bias ?? 0, ofLayer: unit.layer)
      return name + ["Bias \(bias); sum \(number(explanation.preActivation, ofLayer: unit.layer))."] + end
    case .term(let index): return name + [termLine(index, of: steps.terms, explanation, network)] + end
    }
  }

  /// A term and what has come out with it.
  private func termLine(
    _ index: Int, of count: Int, _ explanation: Explanation, _ network: Network
  ) -> String {
    let layer = explanation.layer
    let decimals = decimals(ofLayer: layer)
    let number = { (value: Double) in PlainText.number(value, decimals: decimals) }
    let title = "\(index + 1) of \(NumberText.grouped(count))"
    switch explanation.form {
    case .weightedSum(let sum) where sum.terms.indices.contains(index):
      let term = sum.terms[index]
      let so = "so far \(number(sum.partialSum(ofTerms: index + 1)))"
      guard !term.isOutside else { return "Product \(title): padding, 0; \(so)." }
      let input = self.number(term.input, ofLayer: network.layers[layer].inputs[0])
      return
        "Product \(title): \(input) times \(number(Double(term.weight))) = \(number(term.product)); \(so)."
    case .windowMaximum(let window) where window.places.indices.contains(index):
      return "Number \(title): \(words(window.places[index], number))."
    case .windowAverage(let window) where window.places.indices.contains(index):
      let so = number(window.partialSum(ofPlaces: index + 1))
      return "Number \(title): \(words(window.places[index], number)); sum so far \(so)."
    case .elementwise(let elementwise) where elementwise.steps.indices.contains(index):
      let step = PlainText.spoken(elementwise.steps[index].words)
      return "Step \(title): \(step): \(number(elementwise.value(afterSteps: index + 1)))."
    case .merged(let merge) where merge.operands.indices.contains(index):
      return "Number \(title): \(number(Double(merge.operands[index].value)))."
    case .given, .weightedSum, .windowMaximum, .windowAverage, .moved, .padding, .elementwise, .merged, .held:
      return "Step \(title): \(number(Double(explanation.preActivation)))."
    }
  }

  private func words(_ place: WindowPlace, _ number: (Double) -> String) -> String {
    place.isOutside ? "padding" : number(Double(place.value))
  }
}
