import CellScreen
import ConvNet
import Tensors

/// What is said of numbers: of one, and of all of a map or a layer.
extension PlainSession {
  /// Whether all of a layer is computed where the pass is.
  func isComputed(layer: Int) -> Bool { state.isComplete || state.trace?.isComputed(layer: layer) ?? true }

  /// Whether a unit is computed where the pass is.
  func isComputed(_ unit: UnitAddress) -> Bool { state.isComplete || state.trace?.isComputed(unit) ?? true }

  /// How many numbers of a map are computed where the pass is.
  func computedNumbers(ofMap channel: Int, layer: Int, _ network: Network) -> Int {
    let size = network.shapes[layer].unitsPerMap
    guard !isComputed(layer: layer), let pass = state.trace else { return size }
    return pass.computedNumbers(ofMap: channel, layer: layer)
  }

  /// With how many decimals a layer's numbers are said: four on maps, three on lines, as on the screens.
  func decimals(ofLayer layer: Int) -> Int { state.model.network?.shapes[layer].decimals ?? 3 }

  /// A number of a layer.
  func number(_ value: Float, ofLayer layer: Int) -> String {
    PlainText.number(Double(value), decimals: decimals(ofLayer: layer))
  }

  /// A layer's numbers as they are shown: before or after its activation function.
  func tensor(_ evaluation: Evaluation, _ layer: Int) -> Tensor {
    evaluation.tensor(ofLayer: layer, beforeActivation: state.isBeforeActivation)
  }

  /// A number among others: `0.2310, 87 % of this map's maximum`.
  func share(of value: Float, among values: [Float], _ noun: String, layer: Int) -> String {
    let text = number(value, ofLayer: layer)
    let statistics = Statistics(values)
    let end = value < 0 ? statistics.minimum : statistics.maximum
    guard value.isFinite, end != 0, values.count > 1 else {
      return statistics.isAllZero && values.count > 1 ? "\(text), as all of this \(noun)" : text
    }
    let name = "this \(noun)'s \(value < 0 ? "minimum" : "maximum")"
    return value == end
      ? "\(text), \(name)"
      : value == 0 ? text : "\(text), \(PlainText.percent(Double(value) / Double(end))) of \(name)"
  }

  /// What stands behind the name of numbers before the activation function.
  var stage: String { state.isBeforeActivation ? ", before \(state.activationFunction.title)" : "" }

  /// The unit under the cursor with its number.
  func unitLines() throws(Refusal) -> [String] {
    let (evaluation, network) = try pass()
    guard let layer = state.layer else { return [try shareLine(evaluation)] }
    let unit = UnitAddress(layer: layer, position: state.position)
    guard network.contains(unit) else { throw Refusal("\(name(ofLine: layer)) has no numbers.") }
    let name = unitName(line: layer, state.cursor)
    guard isComputed(unit) else {
      return [state.isHidden(line: layer) ? "\(HidingWords.isHidden(name))." : "\(name): not computed yet."]
    }
    let tensor = tensor(evaluation, layer)
    let value = tensor[position: unit.position]
    var lines = ["\(name)\(stage): \(words(of: value, unit, tensor, network))."]
    if let other = otherStage(unit, evaluation, than: value) { lines.append(other) }
    lines += lineOfBefore(unit)
    if layer > 0, network.inputShape.rank == 3 { lines.append("It sees \(field(of: unit, network)).") }
    return lines
  }

  /// A unit's number, among those of its map, or of its layer, where they are computed.
  private func words(of value: Float, _ unit: UnitAddress, _ tensor: Tensor, _ network: Network) -> String {
    let layer = unit.layer
    guard state.hasMaps else {
      return isComputed(layer: layer)
        ? share(of: value, among: tensor.values, "layer", layer: layer) : number(value, ofLayer: layer)
    }
    let channel = state.cursor.channel
    let plane = tensor.plane(channel: channel)
    guard computedNumbers(ofMap: channel, layer: layer, network) == plane.values.count else {
      return number(value, ofLayer: layer)
    }
    return share(of: value, among: plane.values, "map", layer: layer)
  }

  /// The number on the other side of the activation function, where it is another.
  private func otherStage(_ unit: UnitAddress, _ evaluation: Evaluation, than value: Float) -> String? {
    let isBefore = state.isBeforeActivation
    let other = evaluation.tensor(ofLayer: unit.layer, beforeActivation: !isBefore)[position: unit.position]
    guard state.activationFunction != .linear, other != value else { return nil }
    let side = isBefore ? "After" : "Before"
    return "\(side) \(state.activationFunction.title): \(number(other, ofLayer: unit.layer))."
  }

  /// The rows and columns of the picture that a unit sees.
  func field(of unit: UnitAddress, _ network: Network) -> String {
    let region = network.receptiveField(of: unit)
    return PlainText.spoken("\(counted("row", region.rows)), \(counted("column", region.columns))")
      + " of the picture"
  }

  /// The class under the cursor on the line of softmax.
  private func shareLine(_ evaluation: Evaluation) throws(Refusal) -> String {
    try needComputed(layer: state.model.lines.count - 1)
    let index = state.cursor.channel
    guard evaluation.probabilities.indices.contains(index) else {
      throw Refusal(evaluation.reasonForNoShares ?? "The logits have no shares.")
    }
    let share = PlainText.exactPercent(evaluation.probabilities[index])
    return "\(unitName(line: state.line, state.cursor)): \(share)."
  }

  /// Refuses while a layer is not computed.
  func needComputed(layer: Int) throws(Refusal) {
    guard isComputed(layer: layer) else {
      throw Refusal(
        reasonForNoNumber(
          name(ofLine: layer), ofLine: layer, next: "step goes on, run goes to the end of the pass."))
    }
  }

  /// The map under the cursor: its statistics, and the cell.
  func mapLines() throws(Refusal) -> [String] {
    let (evaluation, network) = try pass()
    guard let layer = state.layer, state.hasMaps else { return layerLines }
    let shape = network.shapes[layer]
    let channel = state.cursor.channel
    let map = countedMapName(channel, ofLayer: layer)
    let title = "\(name(ofLine: layer)), \(map), \(shape[0]) by \(shape[1])\(stage)."
    guard shape.count > 0 else { return [title, "It has no numbers."] }
    let known = computedNumbers(ofMap: channel, layer: layer, network)
    guard known == shape.unitsPerMap else {
      return [title, "\(NumberText.grouped(known)) of \(NumberText.grouped(shape.unitsPerMap)) computed."]
    }
    let plane = tensor(evaluation, layer).plane(channel: channel)
    let cell = plane[state.cursor.row, state.cursor.column]
    return [title] + statistics(of: plane, layer: layer) + [
      "Row \(state.cursor.row), column \(state.cursor.column): "
        + "\(share(of: cell, among: plane.values, "map", layer: layer))."
    ]
  }

  /// Largest, smallest, mean and zeros of a map.
  private func statistics(of plane: Plane, layer: Int) -> [String] {
    let statistics = Statistics(plane.values)
    guard !statistics.isAllZero else { return ["All \(NumberText.grouped(statistics.count)) numbers are 0."] }
    var lines: [String] = []
    if let place = statistics.maximumIndex {
      let at = "row \(place / plane.width), column \(place % plane.width)"
      lines.append("Maximum \(number(statistics.maximum, ofLayer: layer)) at \(at).")
    }
    if statistics.minimum < 0 { lines.append("Minimum \(number(statistics.minimum, ofLayer: layer)).") }
    if statistics.maximumIndex != nil { lines.append("Mean \(number(statistics.mean, ofLayer: layer)).") }
    let count = NumberText.grouped(statistics.count)
    let others = [(statistics.zeroCount, "0"), (statistics.nonFiniteCount, "not a number, or infinite")]
    return lines
      + others.filter { $0.0 > 0 }.map { "\(NumberText.grouped($0)) of \(count) numbers are \($1)." }
  }
}
