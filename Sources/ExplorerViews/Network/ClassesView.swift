import CellScreen
import ConvNet
import Explorer
import Tensors

/// The classes with their logits as bars, and the shares that softmax makes of them.
func drawClasses(on screen: inout Screen, _ subject: Subject, _ area: Area) {
  let body = area.body
  let numbers = numbers(of: subject)
  let selected = min(subject.cursor.channel, numbers.count - 1)
  guard let list = subject.classList(bodyRows: body.height) ?? subject.classList(rows: body.height - 1) else {
    return
  }
  let places = list.places(around: selected)
  drawClassesRule(on: &screen.grid, subject, list, places, row: area.row)
  let count = places.count
  // Shares have nothing below but notes, so the classes stand as far apart as there is room.
  let hasShares = subject.isOnSoftmax && subject.model.softmaxLine != nil
  let rowsBelow = subject.depth == .layer ? 10 : 4
  let computed = Progress(subject).units(ofLayer: subject.network.layers.count - 1)
  let pitch = hasShares ? max(1, min(4, (body.height - rowsBelow) / count)) : 1
  let matrix = area.width >= 140 && !list.isLong ? WeightMatrix(subject, area, share: 0.65) : nil
  matrix?.drawInputs(on: &screen.grid, rule: area.row, row: body.row)
  let barsEnd = matrix.map { $0.start - 2 } ?? area.width - 2
  let hasPast = pastShares(subject) != nil
  let columns = (subject.isOnSoftmax ? hasPast ? 71 : 58 : 32)..<max(hasPast ? 73 : 60, barsEnd)
  let bars =
    subject.isOnSoftmax
    ? SignedBars(subject.hasLogits ? subject.evaluation.probabilities + [1] : [], in: columns)
    : SignedBars(logits: Array(numbers.prefix(computed)), in: columns)
  for place in places {
    let row = body.row + 1 + (place - places.lowerBound) * pitch
    screen.addTarget(
      Area(row: row, column: 0, height: pitch, width: area.width), .channel(list.order[place]))
    drawClassRows(on: &screen, subject, list.order[place], row: row, pitch: pitch, bars)
    matrix?.draw(list.order[place], on: &screen.grid, row: row)
  }
  if list.isLong, subject.isOnSoftmax, subject.hasLogits {
    drawOthers(on: &screen.grid, subject, Array(list.order[places]), row: body.row + 1 + count)
  }
  let end = body.row + (count + (list.isLong ? 1 : 0)) * pitch + 2
  let below = area.from(row: end)
  guard subject.depth == .layer else { return }
  if subject.isOnSoftmax, below.row <= area.rows.upperBound {
    guard subject.hasLogits else { return }
    if subject.evaluation.reasonForNoShares == nil {
      drawSum(on: &screen.grid, subject, list.order[places], below)
    }
    let notes = below.body.from(column: 7).wide(below.width - 7)
    screen.grid.write(subject.evaluation.wordsOfSoftmax(in: subject.model), in: notes)
  } else if !subject.isOnSoftmax {
    DenseLedger(subject)?.draw(on: &screen.grid, below)
  }
}

/// A class in some rows: its number, and with more than one row a bar as high as fits.
private func drawClassRows(
  on screen: inout Screen, _ subject: Subject, _ index: Int, row: Int, pitch: Int, _ bars: SignedBars
) {
  let evaluation = subject.evaluation
  let selected = min(subject.cursor.channel, numbers(of: subject).count - 1)
  let isSelected = index == selected && subject.depth == .layer
  let isWinner = index == evaluation.winner
  let style: Style = isSelected || (isWinner && subject.hasLogits) ? .accent : .text
  if isSelected { screen.select(row: row, column: 0) }
  let hasShare = subject.hasLogits && evaluation.probabilities.indices.contains(index)
  for line in 0..<max(1, pitch - 1) where hasShare && pitch > 1 {
    bars.draw(evaluation.probabilities[index], on: &screen.grid, row: row + line, isTall: true)
  }
  if hasShare, let past = pastShares(subject)?[index] {
    let isSame = past == evaluation.probabilities[index]
    screen.grid.write(
      isSame ? "=" : "\(NumberText.percent(past, decimals: 3)) →", row: row, endingAt: isSame ? 56 : 59, .dim)
  }
  drawClass(on: &screen.grid, subject, index, row: row, pitch > 1 ? nil : bars, style)
}

/// The number of each class: its logit, or on a last layer with an activation function what is shown of it.
private func numbers(of subject: Subject) -> [Float] {
  guard !subject.isOnSoftmax, let layer = subject.layer else { return subject.evaluation.logits }
  return subject.evaluation.tensor(ofLayer: layer, beforeActivation: subject.isBeforeActivation).values
}

/// What the last layer has for each class.
private func nounOfNumbers(_ subject: Subject) -> String {
  switch subject.activationFunction {
  case .linear: "logit"
  case .softmax: subject.isBeforeActivation ? "logit" : "probability"
  default: "number"
  }
}

/// The rule above the classes: the headings of softmax, and which of many classes have a row.
private func drawClassesRule(
  on grid: inout CellGrid, _ subject: Subject, _ list: ClassList, _ places: Range<Int>, row: Int
) {
  let parts = list.isLong ? list.words(ofPlaces: places) : []
  let words =
    subject.isOnSoftmax
    ? ""
    : (["one \(nounOfNumbers(subject)) a class"] + parts.prefix(1)).joined(separator: Repertoire.separator)
  grid.rule(row: row, columns: 0..<grid.width, words, .heading)
  if subject.shownDifference != nil, grid.width >= (pastShares(subject) == nil ? 76 : 100) {
    grid.write(" as it is now ", row: row, endingAt: grid.width - 2, .heading)
  }
  guard subject.isOnSoftmax else { return }
  grid.write(" class ", row: row, column: 6, .heading)
  let hasPast = pastShares(subject) != nil
  let shares = hasPast ? [(" share was ", 57), (" now ", 70)] : [(" share ", 57)]
  for (heading, end) in [(" logit ", 31), (" e^logit ", 45)] + shares {
    grid.write(heading, row: row, endingAt: end, .heading)
  }
  let start = hasPast ? 71 : 58
  let fitting = parts.first { DisplayText.width(of: $0) + 2 <= grid.width - start }
  if let fitting { grid.write(" \(fitting) ", row: row, column: start) }
}

/// The shares before changes, where their difference is looked at and there is room for both; `nil` elsewhere.
private func pastShares(_ subject: Subject) -> [Double]? {
  guard subject.isOnSoftmax, let variant = subject.shownDifference,
    variant.before.probabilities.count == variant.now.probabilities.count
  else { return nil }
  return variant.before.probabilities
}

/// The column where the shares of a subject end.
private func sharesEnd(_ subject: Subject) -> Int { pastShares(subject) == nil ? 56 : 69 }

/// The classes that have no row, together: their exponentials and shares, so that the columns add up.
private func drawOthers(on grid: inout CellGrid, _ subject: Subject, _ shown: [Int], row: Int) {
  let shown = Set(shown)
  let others = subject.evaluation.logits.indices.filter { !shown.contains($0) }
  grid.write("… \(NumberText.grouped(others.count)) others", row: row, column: 7, .dim)
  guard subject.evaluation.probabilities.count == subject.evaluation.logits.count else { return }
  let sum = others.reduce(0) { $0 + exponential(Double(subject.evaluation.logits[$1])) }
  let share = others.reduce(0) { $0 + subject.evaluation.probabilities[$1] }
  grid.write(sum < 1e12 ? NumberText.allPlaces(sum, decimals: 2) : "", row: row, endingAt: 44, .dim)
  grid.write(NumberText.percent(share, decimals: 3), row: row, endingAt: sharesEnd(subject), .dim)
}

/// The sum of the column of exponentials, and what rounding keeps from it.
private func drawSum(on grid: inout CellGrid, _ subject: Subject, _ shown: ArraySlice<Int>, _ area: Area) {
  let sum = subject.evaluation.logits.reduce(0) { $0 + exponential(Double($1)) }
  grid.write("sum", row: area.row - 1, column: 7, .dim)
  grid.write(sum < 1e12 ? NumberText.allPlaces(sum, decimals: 2) : "", row: area.row - 1, endingAt: 44)
  grid.write("100 %", row: area.row - 1, endingAt: sharesEnd(subject))
  let exponentials = shown.map { exponential(Double(subject.evaluation.logits[$0])) }
  let parts = exponentials + [sum - exponentials.reduce(0, +)]
  if sum < 1e8, let rounding = NumberText.rounding(of: parts, total: sum, decimals: 2, allPlaces: true) {
    let words = ["\(rounding) rounding of e^logit", "\(rounding) rounding"]
    let start = sharesEnd(subject) + 3
    if let fitting = words.first(where: { DisplayText.width(of: $0) <= grid.width - start }) {
      grid.write(fitting, row: area.row - 1, column: start, .dim)
    } else {
      grid.write("(\(words[1]))", row: area.row - 1, column: 11, .dim)
    }
  }
}

private func drawClass(
  on grid: inout CellGrid, _ subject: Subject, _ index: Int, row: Int, _ bars: SignedBars?, _ style: Style
) {
  let progress = Progress(subject)
  let last = subject.network.layers.count - 1
  grid.write("\(index)", row: row, endingAt: 5, .dim)
  grid.write(subject.model.nameOfClass(index).truncated(to: 14), row: row, column: 7, style)
  guard subject.isOnSoftmax ? subject.hasLogits : index < progress.units(ofLayer: last) else {
    grid.write(":", row: row, endingAt: 30, .role(.notComputed))
    return
  }
  let logit = subject.evaluation.logits[index]
  let number = numbers(of: subject)[index]
  grid.write(NumberText.fixed(number, decimals: 3), row: row, endingAt: 30, style)
  guard subject.isOnSoftmax else {
    bars?.draw(Double(number), on: &grid, row: row)
    return
  }
  guard subject.evaluation.probabilities.indices.contains(index) else {
    grid.write("no share", row: row, endingAt: sharesEnd(subject), .role(.warning))
    return
  }
  grid.write(exponentialText(Double(logit)), row: row, endingAt: 44)
  let share = subject.evaluation.probabilities[index]
  grid.write(NumberText.percent(share, decimals: 3), row: row, endingAt: sharesEnd(subject), style)
  bars?.draw(share, on: &grid, row: row)
}

/// e to a power with two decimals; as a power of ten where that is shorter.
private func exponentialText(_ exponent: Double) -> String {
  let value = exponential(exponent)
  guard value >= 1e8, value.isFinite else { return NumberText.allPlaces(value, decimals: 2) }
  let tens = decimalLogarithm(value).rounded(.down)
  return "\(NumberText.fixed(value / power(10, tens), decimals: 2))·10^\(Int(tens))"
}
