import CellScreen
import ConvNet
import KerasNotation
import Tensors

/// The answers that are lists: maps, units, classes, tokens.
extension PlainSession {
  /// The maps of the layer with their statistics, or its units; the strongest first.
  func mapList() throws(Refusal) -> [String] {
    let (evaluation, network) = try pass()
    guard let layer = state.layer else { return try logitLines() }
    try needComputed(layer: layer)
    let tensor = tensor(evaluation, layer)
    let name = name(ofLine: layer)
    guard tensor.shape.count > 0 else { throw Refusal("\(name) has no numbers.") }
    guard tensor.shape.rank == 3 else { return unitList(tensor, layer, name) }
    let planes = (0..<tensor.shape[2]).map { tensor.plane(channel: $0).values }
    let statistics = planes.map { Statistics($0) }
    let order = indicesBySize(statistics.map { $0.nonFiniteCount > 0 ? .nan : Double($0.magnitude) })
    let silent = order.filter { statistics[$0].isAllZero }
    let lines = order.filter { !statistics[$0].isAllZero }.map { index in
      "\(mapName(index, ofLayer: layer)): \(words(of: statistics[index], layer: layer))."
    }
    let size = "\(tensor.shape[0]) by \(tensor.shape[1])"
    let isSpoiled = statistics.contains { $0.nonFiniteCount > 0 }
    let first = isSpoiled ? ", those with NaN or infinity first, then the strongest" : ", the strongest first"
    let ranking = network.shapes[layer].channels > 1 ? first : ""
    return ["\(name)\(stage): \(countedNoun(planes.count, "map")) of \(size)\(ranking)."] + lines
      + zeros(silent, layer: layer) + (state.showsClassMap ? classMapLines(ClassMap(tensor)) : [])
  }

  /// At how many places each map of the output is the largest, the most frequent first.
  private func classMapLines(_ map: ClassMap) -> [String] {
    let (places, count) = (NumberText.grouped(map.places.count), map.counts.count)
    let order = map.counts.indices.filter { map.counts[$0] > 0 }.sorted { map.counts[$0] > map.counts[$1] }
    let lines = order.map { channel in
      "\(state.model.nameOfOutputChannel(channel)): \(NumberText.grouped(map.counts[channel])) of \(places)."
    }
    let never = count - order.count
    let others = never == 0 ? [] : ["\(never) \(never == 1 ? "channel is" : "channels are") it nowhere."]
    let ties =
      map.tieCount == 0
      ? [] : ["At \(countedNoun(map.tieCount, "place")) several are equal, and the first counts."]
    let unknown = map.nanCount == 0 ? [] : ["At \(countedNoun(map.nanCount, "place")) a number is NaN."]
    return ["The largest of \(count) channels at each place:"] + lines + others + ties + unknown
  }

  /// The maps that are 0 everywhere; nothing where there are none.
  private func zeros(_ maps: [Int], layer: Int) -> [String] {
    guard !maps.isEmpty else { return [] }
    let verb = maps.count == 1 ? "map is" : "maps are"
    let names = maps.prefix(40).map(String.init).joined(separator: ", ")
    return ["\(maps.count) \(verb) 0 everywhere: \(names)\(maps.count > 40 ? " and more" : "")."]
  }

  private func words(of statistics: Statistics, layer: Int) -> String {
    guard statistics.maximumIndex != nil else { return "no finite number" }
    var parts = ["maximum \(number(statistics.maximum, ofLayer: layer))"]
    if statistics.minimum < 0 { parts.append("minimum \(number(statistics.minimum, ofLayer: layer))") }
    parts.append("mean \(number(statistics.mean, ofLayer: layer))")
    if statistics.zeroCount > 0 {
      parts.append("\(PlainText.percent(Double(statistics.zeroCount) / Double(statistics.count))) are 0")
    }
    if statistics.nonFiniteCount > 0 { parts.append("\(statistics.nonFiniteCount) not finite") }
    return parts.joined(separator: ", ")
  }

  /// The units of a layer without maps that are not 0.
  private func unitList(_ tensor: Tensor, _ layer: Int, _ name: String) -> [String] {
    let order = indicesBySize(tensor.values.map(Double.init))
    let shown = order.filter { tensor.values[$0] != 0 }
    let lines = shown.map { "unit \($0): \(number(tensor.values[$0], ofLayer: layer))" }
    let silent = order.count - shown.count
    let isSpoiled = tensor.values.contains { !$0.isFinite }
    let first = isSpoiled ? "NaN and infinity first, then the strongest" : "the strongest first"
    return ["\(name)\(stage): \(countedNoun(order.count, "unit")), \(first)."] + lines
      + (silent == 0 ? [] : ["\(NumberText.grouped(silent)) \(silent == 1 ? "unit is" : "units are") 0."])
  }

  /// The classes with their logits and shares, the largest first.
  func logitLines() throws(Refusal) -> [String] {
    let (evaluation, network) = try pass()
    guard !evaluation.logits.isEmpty else {
      throw Refusal("There are no logits: the output is \(network.outputShape), no line of numbers.")
    }
    try needComputed(layer: network.layers.count - 1)
    let verdict = evaluation.verdict?.winner == nil ? self.verdict(evaluation) : []
    return verdict
      + evaluation.ranking.map { index in
        let logit = PlainText.number(Double(evaluation.logits[index]), decimals: 3)
        let share =
          evaluation.probabilities.indices.contains(index)
          ? ", \(PlainText.exactPercent(evaluation.probabilities[index]))" : ""
        return "\(PlainText.name(state.model.nameOfClass(index))): \(logit)\(share)"
      }
  }

  /// The code of the selected line, and what each of its tokens decides.
  func codeLines() throws(Refusal) -> [String] {
    guard state.model.lines.indices.contains(state.line) else {
      throw Refusal("softmax is no line of the network's code.")
    }
    var state = state
    state.depth = .network
    var lines = [state.model.lines[state.line].code.string]
    guard state.model.network != nil else { return lines }
    for (index, token) in state.governingTokens.enumerated() {
      state.token = index
      let words = LineWords(state)
      let parts = [words.sentences.first ?? "", words.shapeArithmetic].filter { !$0.isEmpty }
      let meaning = parts.map(PlainText.spoken).joined(separator: " ")
      lines.append(meaning.hasPrefix(token.text + " ") ? meaning : "\(token.text): \(meaning)")
    }
    if lines.count == 1 { lines.append("Nothing in this line was chosen.") }
    return lines
  }

  /// The numbers of the cursor's row, ten a line.
  func rowLines() throws(Refusal) -> [String] {
    let (evaluation, network) = try pass()
    guard let layer = state.layer else { return [] }
    let (row, channel) = (state.cursor.row, state.cursor.channel)
    let plane = tensor(evaluation, layer).plane(channel: channel)
    let known = computedNumbers(ofMap: channel, layer: layer, network)
    let title = "\(name(ofLine: layer)), \(mapName(channel, ofLayer: layer)), row \(row)\(stage):"
    return [title]
      + stride(from: 0, to: plane.width, by: 10).map { first in
        let columns = first..<min(first + 10, plane.width)
        let numbers = columns.map { column in
          row * plane.width + column < known ? number(plane[row, column], ofLayer: layer) : "not yet"
        }
        let last = columns.upperBound - 1
        let place = first == last ? "column \(first)" : "columns \(first) to \(last)"
        return "\(place): \(numbers.joined(separator: ", "))"
      }
  }
}
