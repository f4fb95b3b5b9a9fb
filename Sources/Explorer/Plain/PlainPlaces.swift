import CellScreen
import ConvNet
import Tensors

/// Where one is, and what is there.
extension PlainSession {
  /// The name of a line's layer.
  func name(ofLine line: Int) -> String {
    line == state.model.softmaxLine ? "softmax" : PlainText.name(state.model.lines[line].name)
  }

  /// A map of a layer: `map 5`, of a picture `red`.
  func mapName(_ channel: Int, ofLayer layer: Int) -> String {
    guard let network = state.model.network, network.hasPictureChannels(ofLayer: layer),
      [1, 3].contains(network.shapes[layer].channels)
    else { return "map \(channel)" }
    return channelName(channel, of: network.shapes[layer], state.model.preprocessing)
  }

  /// The same among all of them: `map 5 of 32`.
  func countedMapName(_ channel: Int, ofLayer layer: Int) -> String {
    let name = mapName(channel, ofLayer: layer)
    return name + (name.hasPrefix("map") ? " of \(state.model.network?.shapes[layer].channels ?? 0)" : "")
  }

  /// A unit, or a class of softmax: `conv2d, map 5 of 32, row 10, column 12`.
  func unitName(line: Int, _ cursor: LayerCursor) -> String {
    let name = name(ofLine: line)
    guard let network = state.model.network else { return name }
    let role = ", class \(PlainText.name(state.model.nameOfClass(cursor.channel)))"
    guard network.shapes.indices.contains(line) else { return name + role }
    let shape = network.shapes[line]
    if shape.rank == 3 {
      return
        "\(name), \(countedMapName(cursor.channel, ofLayer: line)), row \(cursor.row), column \(cursor.column)"
    }
    let isClass = line == network.layers.count - 1 && state.model.classes.indices.contains(cursor.channel)
    return "\(name), unit \(cursor.channel) of \(shape.count)" + (isClass ? role : "")
  }

  /// A unit with its place in words.
  func place(of unit: UnitAddress, in network: Network) -> String {
    unitName(line: unit.layer, LayerCursor(unit.position, in: network.shapes[unit.layer]))
  }

  /// A unit, in short: `conv2d[10,12,5]`.
  func shortName(of unit: UnitAddress) -> String {
    name(ofLine: unit.layer) + brackets(unit.position)
  }

  /// Where one is, for the prompt: `conv2d, map 5, row 10`.
  var shortPlace: String {
    guard state.model.lines.indices.contains(state.line) || state.isOnSoftmax else { return "cnnview" }
    let name = state.depth == .network ? "cnnview, \(name(ofLine: state.line))" : name(ofLine: state.line)
    guard let layer = state.layer, state.depth > .layer else { return name }
    guard state.hasMaps else { return "\(name), unit \(state.cursor.channel)" }
    let map = "\(name), \(mapName(state.cursor.channel, ofLayer: layer))"
    return state.depth == .map ? map : "\(map), row \(state.cursor.row), column \(state.cursor.column)"
  }

  /// All that says where one is.
  var placeLines: [String] {
    let count = state.pictures.count
    let picture = count == 1 || state.hidesAnswer ? "" : ", picture \(state.picture + 1) of \(count)"
    var lines = [
      "\(PlainText.name(state.model.title)) on \(state.pictureName.map { PlainText.name($0) } ?? "nothing")\(picture)."
    ]
    if state.depth == .network { lines.append("The whole network; layer \(state.line) is selected.") }
    lines.append((state.depth == .unit ? unitName(line: state.line, state.cursor) : line(state.line)) + ".")
    if state.depth == .map, let layer = state.layer {
      lines.append("\(PlainText.sentence(mapName(state.cursor.channel, ofLayer: layer))).")
    }
    if state.isBeforeActivation { lines.append("Numbers before \(state.activationFunction.title).") }
    return lines + passPlace + (state.model.network == nil ? [faultLine] : [])
  }

  /// Why the network can't run.
  private var faultLine: String {
    "The network can't run: \(PlainText.name(state.model.title)) \(state.model.fault ?? "")."
  }

  /// The network as a whole, in short.
  var networkLines: [String] {
    let layers = "\(PlainText.name(state.model.title)): \(state.model.lines.count) layers"
    guard let network = state.model.network else { return [layers + ".", faultLine] }
    return pictureLines + ["\(layers), \(NumberText.grouped(network.parameterCount)) parameters."]
  }

  /// The picture, and what the network takes it for.
  var pictureLines: [String] {
    guard let slot = state.slot else { return ["There is no picture."] }
    let shown = PlainText.name(state.pictureName ?? slot.name)
    let name = state.hidesAnswer ? PlainText.sentence(shown) : shown
    switch slot.status {
    case .waiting where state.model.network == nil: return ["\(name): not read, as the network can't run."]
    case .waiting, .working, .stopped: return ["\(name) isn't there yet."]
    case .failed(let words):
      return [
        state.hidesAnswer
          ? PlainText.sentence(PlainText.withoutColons(HidingWords.failure)) + "." : "\(words)."
      ]
    case .ready(let evaluation):
      let size = evaluation.picture.size
      let fitting = evaluation.picture.fitting.map { ", \($0.rawValue)" } ?? ""
      return ["\(name), \(size.height) by \(size.width)\(fitting)."]
        + verdict(evaluation)
    }
  }

  /// The class with the largest logit and its share, or the only output; nothing where there are several that are no
  /// classes, or none yet.
  func verdict(_ evaluation: Evaluation) -> [String] {
    guard isComputed(layer: state.model.lines.count - 1) else { return [] }
    if let words = evaluation.wordsForNoWinner(in: state.model).first {
      return [PlainText.sentence(PlainText.spoken(words)) + "."]
    }
    guard let winner = evaluation.winner else {
      let outputs = evaluation.trace.activations.last?.values ?? []
      let last = evaluation.trace.network.layers.count - 1
      return outputs.count == 1 ? ["The output is \(number(outputs[0], ofLayer: last))."] : []
    }
    let name = PlainText.name(state.model.nameOfClass(winner))
    guard evaluation.probabilities.indices.contains(winner) else { return ["Winner: \(name)."] }
    return ["Winner: \(name), \(PlainText.exactPercent(evaluation.probabilities[winner]))."]
  }

  /// A line of the listing: `1 conv2d: Conv2D(32, (3, 3)), shape (30, 30, 32), 896 parameters`.
  func line(_ index: Int) -> String {
    if index == state.model.softmaxLine {
      return "\(index) softmax: softmax(logits), no layer of the network"
    }
    let line = state.model.lines[index]
    let code = line.code.truncated(to: 80).string
    let shape = line.shape.map { ", shape \($0)" } ?? ""
    let parameters = line.parameterCount.map { ", \(NumberText.grouped($0)) parameters" } ?? ""
    let isPlain = line.inputs.isEmpty || line.inputs == [index - 1]
    let inputs = isPlain ? "" : ", reads " + line.inputs.map { name(ofLine: $0) }.joined(separator: " and ")
    return "\(index) \(PlainText.name(line.name)): \(code)\(shape)\(parameters)\(inputs)"
  }

  /// The listing, a line a layer.
  var listing: [String] { (0..<state.model.lineCount).map(line) }

  /// The selected layer: its line, what it does, how shape and parameters come about.
  var layerLines: [String] {
    var state = state
    state.depth = state.depth == .network ? .network : .layer
    state.token = nil
    guard state.model.network != nil else { return ["\(line(state.line))."] }
    let words = LineWords(state)
    let arithmetic = [("Shape", words.shapeArithmetic), ("Parameters", words.parameterWordings.first ?? "")]
      .filter { !$0.1.isEmpty }.map { "\(state.isOnSoftmax ? "Here" : $0.0): \(PlainText.spoken($0.1))." }
    let sentence = words.sentences.first.map { [PlainText.spoken($0)] } ?? []
    return ["\(line(state.line))."] + sentence + arithmetic
  }

  /// What is at the place where one is, as deep as one is.
  func lines() throws(Refusal) -> [String] {
    switch state.depth {
    case .network: return networkLines + ["Selected: \(line(state.line))."]
    case .layer: return layerLines
    case .map: return try mapLines()
    case .unit: return try unitLines()
    }
  }
}
