import CellScreen
import ConvNet
import Explorer
import Tensors

/// Draws what every screen has: the breadcrumb, the selected line with its sentence and arithmetic, the hints.
func drawFrame(on screen: inout Screen, _ state: ExplorerState, _ layout: Layout) {
  drawBreadcrumb(on: &screen.grid, state)
  if state.depth > .network { drawCodeLine(on: &screen.grid, state) }
  drawWords(on: &screen.grid, state, layout)
  drawHints(on: &screen, state, layout)
}

/// The first row: where one is, and what the network says.
private func drawBreadcrumb(on grid: inout CellGrid, _ state: ExplorerState) {
  let prediction = Prediction(state)
  let end = state.columns - 1
  let predictionStart = grid.write(prediction.text, row: 0, endingAt: end, prediction.style)
  var column = grid.write("cnnview", row: 0, column: 0, .accent)
  let pieces = breadcrumb(state, room: predictionStart - column - 2)
  for (index, piece) in pieces.enumerated() {
    let separator = index == 0 ? "  " : piece.separator
    let room = predictionStart - 2 - column - DisplayText.width(of: separator)
    guard room > 3, piece.text.width <= room || index < 2 else { break }
    column = grid.write(separator, row: 0, column: column, .dim)
    column = grid.write(piece.text.truncated(to: room), row: 0, column: column, piece.style)
  }
}

/// A piece of the breadcrumb with what stands before it.
private struct Crumb {
  var separator = Repertoire.separator
  let text: DisplayText
  var style = Style.text
}

/// Which changes are made, in as many words as what else is said leaves room for.
///
/// Where only their count would have room, they go before what stands on the screen once more: `needed` is all else.
private func changeCrumb(_ state: ExplorerState, others: [Crumb], needed: Int, room: Int) -> Crumb {
  let wordings = VariantWords.list(state.changes, text: state.text)
  func words(beside others: [Crumb]) -> String {
    let rest = others.reduce(room) { $0 - $1.text.width - DisplayText.width(of: $1.separator) }
    return fitting(wordings, in: max(9, rest - 2))
  }
  let all = words(beside: others)
  let chosen = all == wordings.last ? words(beside: Array(others.prefix(needed))) : all
  return Crumb(text: DisplayText(chosen), style: .heading)
}

private func breadcrumb(_ state: ExplorerState, room: Int) -> [Crumb] {
  if state.showsMisreading, let words = MisreadingWords(state) { return misreadingCrumbs(state, words) }
  var crumbs = placeCrumbs(state)
  guard !state.changes.isEmpty, !crumbs.isEmpty else { return crumbs }
  let place = state.pictures.count > 1 ? 2 : 1
  let kept = state.depth == .network ? Array(crumbs.prefix(place)) : crumbs
  let needed = state.depth == .unit ? kept.count : place + (state.depth == .map ? 2 : 1)
  let crumb = changeCrumb(state, others: kept, needed: needed, room: room)
  crumbs.insert(crumb, at: min(place, crumbs.count))
  return crumbs
}

/// The question that is asked of the code, and which of how many it is.
private func misreadingCrumbs(_ state: ExplorerState, _ words: MisreadingWords) -> [Crumb] {
  let others = state.changes.count - 1
  let rest = others == 0 ? [] : [Crumb(text: DisplayText("and \(countedNoun(others, "other change"))"))]
  return [Crumb(text: DisplayText(words.question), style: .heading)] + rest
}

/// With what one paints.
private func crumb(of brush: Brush) -> Crumb {
  Crumb(
    separator: "   ", text: DisplayText("PAINTING \(brush.colourName) \(brush.size)×\(brush.size)"),
    style: .accent)
}

/// With what one covers the picture, and how far that is.
private func crumbOfEvidence(_ state: ExplorerState) -> Crumb? {
  guard let words = EvidenceWords(state) else { return nil }
  let titles = fitting(words.titles, in: state.columns - (state.changes.isEmpty ? 40 : 56))
  return Crumb(separator: "   ", text: DisplayText(titles), style: .accent)
}

private func placeCrumbs(_ state: ExplorerState) -> [Crumb] {
  var crumbs: [Crumb] = []
  if let name = state.pictureName {
    crumbs.append(Crumb(text: name))
    if state.pictures.count > 1, !state.hidesAnswer {
      let count = DisplayText("\(state.picture + 1)/\(state.pictures.count)")
      crumbs.append(Crumb(separator: " ", text: count, style: .dim))
    }
  }
  if state.depth == .network, state.changes.isEmpty, let words = state.model.preprocessing.inShort {
    crumbs.append(Crumb(text: DisplayText("input \(words)")))
  }
  if state.depth == .network, let words = fittingWords(state) {
    crumbs.append(Crumb(text: DisplayText(words), style: .dim))
  }
  if let brush = state.brush { return crumbs + [crumb(of: brush)] }
  if let evidence = crumbOfEvidence(state) { return crumbs + [evidence] }
  let name = state.isOnSoftmax ? DisplayText("softmax") : state.model.lines[state.line].name
  crumbs.append(Crumb(separator: "   ", text: name, style: .accent))
  guard state.depth > .network else { return crumbs + networkCrumbs(state) }
  if state.depth == .unit { return crumbs.dropLast() + unitCrumbs(state) }
  let count = state.channelCount
  if state.depth == .map {
    let name = mapName(state)
    crumbs.append(Crumb(separator: " › ", text: DisplayText(name), style: .accent))
    guard name.hasPrefix("map") else { return crumbs }
    crumbs.append(Crumb(separator: " ", text: DisplayText("of 0–\(count - 1)"), style: .dim))
  } else {
    let noun = state.hasMaps ? "map" : state.isOnSoftmax ? "class" : "unit"
    let plural = count == 1 ? noun : noun == "class" ? "classes" : noun + "s"
    crumbs.append(Crumb(text: DisplayText("\(NumberText.grouped(count)) \(plural)"), style: .dim))
    crumbs.append(Crumb(text: DisplayText(selectionName(state))))
  }
  return crumbs
}

/// What was done to a picture of another aspect than the network's input, with its rows × columns.
private func fittingWords(_ state: ExplorerState) -> String? {
  guard let picture = state.shown?.picture, let fitting = picture.fitting else { return nil }
  return "\(fitting.rawValue) from \(picture.size.height)×\(picture.size.width)"
}

/// What is selected on the screen of a layer: `map 61`, `unit 31`, `ship`.
private func selectionName(_ state: ExplorerState) -> String {
  if state.hasMaps { return mapName(state) }
  let isOutput = state.isOnSoftmax || state.line == (state.model.network?.layers.count ?? 0) - 1
  return isOutput && state.cursor.channel < state.model.classes.count
    ? state.model.nameOfClass(state.cursor.channel).truncated(to: 16).string
    : "unit \(NumberText.grouped(state.cursor.channel))"
}

/// The units that one has come through, then the one that is shown; as many as fit, the latest.
private func unitCrumbs(_ state: ExplorerState) -> [Crumb] {
  var names = state.history.reversed().prefix { $0.depth == .unit }.reversed().map {
    unitName(line: $0.line, $0.cursor, in: state)
  }
  let present = unitName(line: state.line, state.cursor, in: state)
  var room = state.columns - 44 - DisplayText.width(of: present)
  var shown: [String] = []
  while let last = names.popLast() {
    room -= DisplayText.width(of: last) + 3
    guard room >= 0 else {
      shown.insert("…", at: 0)
      break
    }
    shown.insert(last, at: 0)
  }
  let path = shown.enumerated().map { index, name in
    Crumb(separator: index == 0 ? "   " : " › ", text: DisplayText(name), style: .dim)
  }
  return path + [
    Crumb(separator: shown.isEmpty ? "   " : " › ", text: DisplayText(present), style: .accent)
  ]
}

private func networkCrumbs(_ state: ExplorerState) -> [Crumb] {
  var crumbs = [Crumb(text: state.model.title, style: .dim)]
  guard let sum = state.model.multiplyAddsBefore.last else { return crumbs }
  let parameters = NumberText.grouped(state.model.parameterCount)
  let products = NumberText.grouped(sum)
  crumbs.append(Crumb(text: DisplayText("\(parameters) parameters"), style: .dim))
  crumbs.append(Crumb(text: DisplayText("\(products) multiply-adds"), style: .dim))
  return crumbs
}

/// What the network says of the picture, for the end of the first row.
private struct Prediction {
  let text: String
  let style: Style

  init(_ state: ExplorerState) {
    guard state.pictures.indices.contains(state.picture) else {
      (text, style) = ("", .text)
      return
    }
    switch state.pictures[state.picture].status {
    case .ready where state.failureOfChanges != nil:
      (text, style) = ("not changed", .role(.warning, .bold))
    case .ready where state.isChanging: (text, style) = ("computing the change …", .dim)
    case .ready where state.hidesAnswer: (text, style) = (HidingWords.inPlace, .accent)
    case .ready(let evaluation) where !state.hasLogits:
      let last = evaluation.trace.network.layers.last?.operation.activationFunction
      (text, style) = (last == .softmax ? "probabilities not yet computed" : "logits not yet computed", .dim)
    case .ready where state.showsMisreading: (text, style) = Self.words(ofIdeaIn: state)
    case .ready where state.variant != nil: (text, style) = Self.words(ofChangeIn: state)
    case .ready(let evaluation):
      let reasons = evaluation.wordsForNoWinner(in: state.model)
      style = reasons.isEmpty ? .accent : .role(.warning, .bold)
      text =
        reasons.isEmpty
        ? Self.words(evaluation, state.model) : fitting(reasons, in: max(9, state.columns * 6 / 10))
    case .failed: (text, style) = ("no picture", .role(.warning, .bold))
    case .stopped: (text, style) = ("stopped", .role(.warning, .bold))
    case .working(_, let soFar?):
      (text, style) = (fitting(Self.words(soFar, of: state.model), in: state.columns * 4 / 10), .dim)
    case .waiting, .working: (text, style) = (state.model.network == nil ? "can't run" : "reading …", .dim)
    }
  }

  /// Which of how many ideas about the line one looks at, and what the network would say by it.
  private static func words(ofIdeaIn state: ExplorerState) -> (String, Style) {
    let idea = state.numberOfIdea.map { "idea \($0.number)/\($0.count)" } ?? ""
    guard let variant = state.variant, let look = state.look else { return (idea, .dim) }
    let words = predictionOfChange(variant, look, state.model)
    let all = [idea, words].filter { !$0.isEmpty }.joined(separator: Repertoire.separator)
    return (state.columns >= 100 ? all : words, .accent)
  }

  /// What the network says before changes and after them.
  private static func words(ofChangeIn state: ExplorerState) -> (String, Style) {
    guard let variant = state.variant, let look = state.look else { return ("", .text) }
    return (predictionOfChange(variant, look, state.model), .accent)
  }

  /// How far a pass is that is on its way, the longest words first.
  private static func words(_ soFar: Evaluation, of model: ExplorerModel) -> [String] {
    let (layer, last) = (soFar.trace.computedLayers, model.lines.count - 1)
    let share = NumberText.percent(model.share(of: soFar), decimals: 0) + " …"
    let name = model.lines.indices.contains(layer) ? model.lines[layer].name.truncated(to: 24).string : ""
    return [
      "computing \(name), layer \(layer) of \(last), \(share)", "computing \(name), \(share)",
      "computing \(share)",
    ]
  }

  private static func words(_ evaluation: Evaluation, _ model: ExplorerModel) -> String {
    if let winner = evaluation.winner {
      let name = model.nameInSentence(ofClass: winner, columns: 24)
      guard evaluation.probabilities.indices.contains(winner) else { return name }
      return "\(name) \(NumberText.percent(evaluation.probabilities[winner]))"
    }
    return evaluation.probabilities.first.map { NumberText.percent($0) } ?? ""
  }
}

/// The selected line of code with as much of its shapes and parameters as stands beside it.
private func drawCodeLine(on grid: inout CellGrid, _ state: ExplorerState) {
  let width = grid.width
  let ground = Colour.role(.selection)
  grid.fill(Area(row: 1, column: 0, height: 1, width: width), with: Cell(" ", Style().on(ground)))
  let accent = Style(.role(.accent), on: ground, .bold)
  let codeColumn = 2 + String(state.model.lineCount - 1).count
  grid.write("▸", row: 1, column: 0, accent)
  grid.write(String(state.line), row: 1, endingAt: codeColumn - 1, accent)
  let code = state.isOnSoftmax ? DisplayText("softmax(logits)") : state.model.lines[state.line].code
  grid.writeCode(
    state, line: state.line, row: 1, column: codeColumn, limit: width, Style(.role(.code), on: ground, .bold))
  let start = codeColumn + DisplayText.width(of: code.string) + 2
  let facts = wordings(of: state).first { start + $0.width < width } ?? LineFacts()
  let end = grid.write(facts.parameters, row: 1, endingAt: width - 1, Style(.role(.dim), on: ground))
  let column = max(start, min(44, end - 2 - DisplayText.width(of: facts.shapes)))
  grid.write(facts.shapes, row: 1, column: column, Style(.role(.shape), on: ground, .bold))
  if let output = facts.shapes.split(separator: "→ ").last.map(String.init) {
    let start = column + DisplayText.width(of: facts.shapes) - DisplayText.width(of: output)
    grid.underlineNumbers(of: output, decidedBy: state.governingMeaning, row: 1, column: start)
  }
}

/// The shapes in and out of a line, and its parameters.
private struct LineFacts {
  var shapes = ""
  var parameters = ""

  /// The columns that both take.
  var width: Int {
    DisplayText.width(of: shapes) + (parameters.isEmpty ? 0 : 2 + DisplayText.width(of: parameters))
  }
}

/// What can stand beside the selected line of code, the longest first.
private func wordings(of state: ExplorerState) -> [LineFacts] {
  guard let network = state.model.network else { return [] }
  guard let layer = state.layer else {
    let shapes = "\(network.outputShape) → \(network.outputShape)"
    return [LineFacts(shapes: shapes, parameters: "not a layer of this network"), LineFacts(shapes: shapes)]
  }
  let output = "\(network.shapes[layer])"
  let inputs = network.inputShapes(ofLayer: layer)
  let input = inputs.first
  let shapes = inputs.isEmpty ? output : "\(inputsInWords(inputs)) → \(output)"
  let shared = network.layers[layer].weightsOf.map {
    "weights of \(state.model.lines[$0].name.truncated(to: 20))"
  }
  let count = layer == 0 ? "" : shared ?? NumberText.grouped(network.parameterCount(ofLayer: layer))
  let noun = count.isEmpty || shared != nil || state.columns < 100 ? "" : " parameters"
  let short = input == nil ? output : "→ \(output)"
  return [
    LineFacts(shapes: shapes, parameters: count + noun), LineFacts(shapes: shapes, parameters: count),
    LineFacts(shapes: shapes), LineFacts(shapes: short),
  ]
}

/// The shapes that a layer reads: `(8, 8, 16)`, `2 × (8, 8, 16)`, `(8, 8, 16), (8, 8, 24)`.
private func inputsInWords(_ inputs: [Shape]) -> String {
  guard let first = inputs.first, inputs.count > 1 else { return inputs.first.map { "\($0)" } ?? "" }
  return Set(inputs).count == 1
    ? "\(inputs.count) × \(first)" : inputs.map { "\($0)" }.joined(separator: ", ")
}

/// The last row: keys and what they do here, as many as fit; or why the last key could not act, or what it did.
func drawHints(on screen: inout Screen, _ state: ExplorerState, _ layout: Layout) {
  let row = layout.hintRow
  if let notice = state.notice {
    let style: Style = state.isNoticeOfFailure ? .role(.warning) : .role(.accent)
    screen.grid.write(DisplayText(notice).truncated(to: state.columns), row: row, column: 0, style)
    return
  }
  if let report = state.report {
    screen.grid.write(DisplayText(report).truncated(to: state.columns), row: row, column: 0, .role(.accent))
    return
  }
  var column = 0
  for hint in fittingHints(state) {
    let start = column
    column = screen.grid.write(hint.label, row: row, column: column, .role(.accent))
    column = screen.grid.write(hint.words, row: row, column: column + 1, .dim)
    screen.addTargets(of: hint, row: row, column: start, end: column)
    column += 2
  }
}

/// The hints that fit, the first ones first; those for help, quitting, going somewhere and other pictures always, and
/// before one steps those for going closer, back, and for stepping.
private func fittingHints(_ state: ExplorerState) -> [Hint] {
  let moves: [Intent] = state.isStepping ? [] : [.move(.closer), .move(.back), .step(.toggle)]
  let kept: [Intent?] =
    [
      .toggleHelp, .quit, .openPrompt(.command), .picture(by: 1), .change(.look(by: 1)), .ask(.end),
      .ask(.accept), .ask(.vote(.accept)), .ask(.vote(.leave)), .lesson(.next),
    ]
    + moves
    + (state.showsMisreading ? [.change(.misread(by: 1))] : [])
  var hints = keyMap.hints(for: state)
  var excess = hints.reduce(-2 - state.columns) { $0 + width(of: $1) }
  while excess > 0, let last = hints.lastIndex(where: { !kept.contains($0.keys.first?.intent) }) {
    excess -= width(of: hints.remove(at: last))
  }
  // On the narrowest screens not even these fit together.
  for spared: Intent in [.step(.toggle), .openPrompt(.command), .picture(by: 1)] where excess > 0 {
    for index in hints.indices.reversed() where hints[index].keys.first?.intent == spared {
      excess -= width(of: hints.remove(at: index))
    }
  }
  return hints
}

/// The cells that a hint takes with what stands between it and the next.
private func width(of hint: Hint) -> Int {
  DisplayText.width(of: hint.label) + DisplayText.width(of: hint.words) + 3
}

extension CellGrid {
  /// A rule across some columns with words at its left.
  mutating func rule(row: Int, columns: Range<Int>, _ words: String, _ style: Style = .text) {
    fill(Area(row: row, column: columns.lowerBound, height: 1, width: columns.count), with: Cell("─", .dim))
    guard !words.isEmpty else { return }
    let text = DisplayText(" \(words) ").truncated(to: max(0, columns.count - 4))
    write(text, row: row, column: columns.lowerBound + 2, style)
  }

  /// The name of the scale with its legend, ending before a column; returns where it starts.
  @discardableResult
  mutating func legend(
    _ scale: ColourScale, scope: String, row: Int, endingAt end: Int, isShort: Bool = false
  ) -> Int {
    let maximum = NumberText.fixed(scale.maximum, decimals: scale.decimals)
    let isCut = scale.isCut
    let isLong = width >= 100 && !isShort
    let most = isCut && isLong ? " (max \(scale.isSigned ? "±" : "")\(maximum))" : ""
    let before = " \(scope) \(scale.lowText) "
    let after = (isCut ? " ≥ " : " ") + "\(scale.highText)\(most) "
    let ramp = scale.legend(isLong: isLong)
    let start = end - DisplayText.width(of: before) - ramp.count - DisplayText.width(of: after)
    var column = write(before, row: row, column: start, .dim)
    for pixel in ramp {
      self[row, column] = Cell(upper: pixel, lower: pixel)
      column += 1
    }
    write(after, row: row, column: column, .dim)
    return start
  }
}
