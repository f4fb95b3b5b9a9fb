import CellScreen
import ConvNet
import Explorer

/// The sentence and the arithmetic of the selected line, or why the network can't run.
func drawWords(on grid: inout CellGrid, _ state: ExplorerState, _ layout: Layout) {
  let words = LineWords(state)
  let row = layout.sentenceRow
  let width = state.columns
  if let fault = state.model.fault {
    for (index, line) in wrapped(fault, to: width).enumerated() where row + index < layout.hintRow {
      grid.write(DisplayText(line).truncated(to: width), row: row + index, column: 0, .role(.warning, .bold))
    }
  } else if let evidence = EvidenceWords(state) {
    let lines = [fitting(evidence.sentences, in: width), fitting(EvidenceWords.limits, in: width)]
    for (index, line) in lines.enumerated() {
      let style = index == 0 ? Style(.role(.text), .bold) : Style.role(.shape)
      grid.write(DisplayText(line).truncated(to: width), row: row + index, column: 0, style)
    }
  } else if let sentences = sentencesOfChange(state), state.depth < .unit {
    drawChangeWords(on: &grid, state, sentences, layout)
  } else if layout.isWide, state.depth == .network {
    drawWordsInColumn(on: &grid, state, words, layout)
  } else if state.depth == .unit, let unit = UnitWords(state) {
    drawUnitWords(on: &grid, state, unit, row: row)
  } else {
    let sentence = DisplayText(words.sentence(fitting: width)).truncated(to: width)
    grid.write(sentence, row: row, column: 0, Style(.role(.text), .bold))
    guard row + 1 < layout.hintRow else { return }
    drawArithmetic(on: &grid, state, words, row: row + 1)
  }
}

/// What follows from changes, over two rows, in a narrow column over four; while stepping, where the pass is.
private func drawChangeWords(
  on grid: inout CellGrid, _ state: ExplorerState, _ sentences: [String], _ layout: Layout
) {
  let isNarrow = layout.isWide && state.depth == .network
  let width = isNarrow ? layout.listing.width - 1 : state.columns
  var row = layout.sentenceRow
  for (index, sentence) in sentences.prefix(state.showsPass ? 1 : 2).enumerated() {
    let style = index == 0 ? Style(.role(.text), .bold) : Style.role(.shape)
    for line in isNarrow ? Array(wrapped(sentence, to: width).prefix(2)) : [sentence] {
      grid.write(DisplayText(line).truncated(to: width), row: row, column: 0, style)
      row += 1
    }
  }
  if state.showsPass { return drawPassLine(on: &grid, state, row: layout.sentenceRow + 1) }
  if sentences.count == 1, !isNarrow, row < layout.hintRow {
    // Beside one sentence there is room for how the line comes about.
    return drawArithmetic(on: &grid, state, LineWords(state), row: row)
  }
  // Where the logits have bars, what their parts mean.
  let legend = DisplayText(ChangeGlyph.words)
  let second = sentences.count > 1 ? DisplayText.width(of: sentences[1]) : 0
  let showsLogits =
    state.variant != nil && !state.hidesAnswer && (!state.showsMisreading || state.misread?.parting == nil)
  if state.depth == .network, showsLogits, !isNarrow, layout.logits.width >= 50,
    second + legend.width + 4 < width
  {
    grid.write(ChangeGlyph.words, row: layout.sentenceRow + 1, endingAt: width - 1, .dim)
  }
}

/// How shape and parameters come about; while stepping, where the pass is.
private func drawArithmetic(on grid: inout CellGrid, _ state: ExplorerState, _ words: LineWords, row: Int) {
  guard !state.showsPass else { return drawPassLine(on: &grid, state, row: row) }
  let width = grid.width
  let shape = DisplayText(words.shapeArithmetic).truncated(to: width)
  let end = grid.write(shape, row: row, column: 0, .role(.shape))
  let parameters = DisplayText(fitting(words.parameterWordings, in: width - end - 2))
  let column = max(end + 2, min(52, width - parameters.width))
  if column + parameters.width <= width { grid.write(parameters, row: row, column: column, .role(.shape)) }
}

/// A unit's sentence, and its formula in letters and in numbers; while stepping, where the pass is.
private func drawUnitWords(on grid: inout CellGrid, _ state: ExplorerState, _ unit: UnitWords, row: Int) {
  let width = grid.width
  if let words = ContestWords(state) {
    for (index, sentence) in ([fitting(words.firsts, in: width)] + words.others).enumerated() {
      let style = index == 0 ? Style(.role(.text), .bold) : Style.role(.shape)
      grid.write(DisplayText(sentence).truncated(to: width), row: row + index, column: 0, style)
    }
    return
  }
  let sentence = sentencesOfChange(state)?.first ?? fitting(unit.sentences, in: width)
  grid.write(DisplayText(sentence).truncated(to: width), row: row, column: 0, Style(.role(.text), .bold))
  guard !state.showsPass else {
    drawPassLine(on: &grid, state, row: row + 1)
    drawMapMarks(on: &grid, state, row: row + 2)
    return
  }
  grid.write(DisplayText(unit.formula).truncated(to: width), row: row + 1, column: 0, .role(.shape))
  grid.write(DisplayText(unit.numbers).truncated(to: width), row: row + 2, column: 0, .role(.shape))
}

/// The sentence over two rows and the arithmetic over two, where the strip stands at their right.
private func drawWordsInColumn(
  on grid: inout CellGrid, _ state: ExplorerState, _ words: LineWords, _ layout: Layout
) {
  let width = layout.listing.width - 1
  let row = layout.sentenceRow
  let lines = wrapped(words.sentence(fitting: 2 * width - 10), to: width).prefix(2)
  for (index, line) in lines.enumerated() {
    grid.write(line, row: row + index, column: 0, Style(.role(.text), .bold))
  }
  guard !state.showsPass else {
    // The column has no row to spare; beside it, above the rule, there is one.
    return drawPassLine(on: &grid, state, row: layout.ruleRow - 1, column: layout.listing.width + 2)
  }
  guard !words.parameterArithmetic.isEmpty else {
    for (index, line) in wrapped(words.shapeArithmetic, to: width).prefix(2).enumerated() {
      grid.write(line, row: row + lines.count + index, column: 0, .role(.shape))
    }
    return
  }
  let shape = DisplayText(words.shapeArithmetic).truncated(to: width)
  grid.write(shape, row: row + lines.count, column: 0, .role(.shape))
  let parameters = DisplayText(fitting(words.parameterWordings, in: width)).truncated(to: width)
  grid.write(parameters, row: row + lines.count + 1, column: 0, .role(.shape))
}
