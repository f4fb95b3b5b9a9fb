import CellScreen
import ConvNet
import Explorer
import Tensors

/// A convolution over few channels: patch × filter = products, all of them, added channel by channel.
struct PatchUnit {
  private let subject: Subject
  private let explanation: Explanation
  private let sum: WeightedSum
  private let size: Size2D
  private let area: Area
  private let format: Format
  private let selected: Int
  /// The rows of a number: more than one where there is room for the picture too.
  private let lineHeight: Int
  private let isPicture: Bool
  private let scale: ColourScale
  /// How many steps of the unit the pass has made.
  private let revealed: Int

  /// How many decimals and columns the numbers take.
  private struct Format {
    let input: Int
    let weight: Int
    let product: Int
    let label: Int
    let inputWidth: Int
    let weightWidth: Int
    let productWidth: Int
    let channelWidth: Int
    let totalWidth: Int

    /// Takes as many columns as the largest numbers of a sum need with these decimals.
    init(_ sum: WeightedSum, input: Int, weight: Int, product: Int, label: Int) {
      (self.weight, self.product, self.label) = (weight, product, label)
      let inputs = sum.terms.map(\.input)
      let decimals = fittingDecimals(of: inputs, atMost: input, width: input + 2)
      self.input = decimals
      let widest = inputs.map { DisplayText.width(of: NumberText.fixed($0, decimals: decimals)) }.max() ?? 0
      inputWidth = max(input + 3, widest + 1)
      let subtotals = sum.subtotals
      var total = 0.0
      let totals = sum.terms.map { term in
        total += term.product
        return total
      }
      func width(_ numbers: [Double], _ decimals: Int) -> Int {
        numbers.map { DisplayText.width(of: NumberText.signed($0, decimals: decimals)) }.max() ?? 0
      }
      weightWidth = max(weight + 4, width(sum.terms.map { Double($0.weight) }, weight) + 1)
      productWidth = max(product + 4, width(sum.terms.map(\.product), product) + 1)
      channelWidth = max(product + 4, width(subtotals + [Double(sum.bias ?? 0)], product) + 1)
      totalWidth = max(product + 5, width(totals, product) + 1)
    }

    func columns(_ count: Int) -> Int {
      label + count * (inputWidth + weightWidth + productWidth) + 7 + channelWidth + totalWidth
    }
  }

  /// `nil` where the sum has too many channels, or the patch is too wide for the screen.
  init?(_ subject: Subject, _ explanation: Explanation, _ sum: WeightedSum, _ area: Area) {
    guard !isByChannel(sum), let selected = subject.selectedTerm,
      let size = subject.network.patchSize(ofLayer: explanation.layer, sum)
    else { return nil }
    self.size = size
    let formats = [
      Format(sum, input: 3, weight: 3, product: 4, label: 8),
      Format(sum, input: 2, weight: 2, product: 3, label: 2),
      Format(sum, input: 1, weight: 1, product: 2, label: 2),
    ]
    guard let format = formats.first(where: { $0.columns(size.width) <= area.width }),
      sum.channels * (size.height + 1) + 4 <= area.body.height
    else { return nil }
    self.format = format
    let lines = sum.channels * size.height
    lineHeight = area.width < 180 ? 1 : max(1, min(3, (area.body.height - sum.channels - 12) / max(1, lines)))
    self.subject = subject
    self.explanation = explanation
    self.sum = sum
    self.area = area
    self.selected = selected
    isPicture = subject.network.layers[explanation.layer].inputs == [0]
    revealed = Progress(subject).terms(of: explanation.unit)
    scale = ColourScale(weights: sum.terms.map(\.weight))
  }

  private var inputColumn: Int { format.label }
  private var weightColumn: Int { inputColumn + size.width * format.inputWidth + 3 }
  private var productColumn: Int { weightColumn + size.width * format.weightWidth + 3 }
  private var channelEnd: Int { productColumn + size.width * format.productWidth + format.channelWidth }
  private var totalEnd: Int { channelEnd + format.totalWidth }

  func draw(on screen: inout Screen) {
    drawHeading(on: &screen.grid)
    var row = area.body.row
    for channel in 0..<sum.channels {
      drawChannel(channel, on: &screen, row: row)
      row += size.height * lineHeight + 1
    }
    drawFoot(on: &screen.grid, row: row)
  }

  private func drawHeading(on grid: inout CellGrid) {
    let row = area.row
    let isLearned = subject.network.parameterCount(readByLayer: explanation.layer) > 0
    let filter = isLearned ? "filter \(explanation.position[2])" : "weights"
    let products = productColumn + (size.width > 1 ? 1 : 0)
    let headings = [(" patch ", inputColumn), (" \(filter) ", weightColumn), (" products ", products)]
    for (text, column) in headings {
      grid.write(text, row: row, column: column, .heading)
    }
    grid.write(" channel", row: row, endingAt: channelEnd, .heading)
    grid.write(" so far ", row: row, endingAt: totalEnd + 1, .heading)
  }

  private func drawChannel(_ channel: Int, on screen: inout Screen, row: Int) {
    let middle = row + (size.height * lineHeight - 1) / 2
    let map = sum.map(ofChannel: channel)
    let isColour = readsColours
    let name = name(ofMap: map)
    let style = channelStyle(
      map, of: sourceShape.channels, isColour ? subject.model.preprocessing : nil)
    let label = format.label > 2 ? name : isColour ? name.prefix(1).uppercased() : "\(map)"
    screen.grid.write(DisplayText(label).truncated(to: format.label - 1), row: middle, column: 0, style)
    for (place, term) in sum.terms(ofChannel: channel).enumerated() {
      let index = channel * sum.termsPerChannel + place
      drawTerm(term, index, place, channel, on: &screen, row: row + place / size.width * lineHeight)
    }
    screen.grid.write("×", row: middle, column: weightColumn - 2, .dim)
    screen.grid.write("=", row: middle, column: productColumn - 2, .dim)
    guard sum.termCount(ofChannel: channel, amongFirst: revealed) > 0 else { return }
    let subtotal = sum.partialSum(ofChannel: channel, amongFirst: revealed)
    let total = (0...channel).reduce(0) { $0 + sum.partialSum(ofChannel: $1, amongFirst: revealed) }
    screen.grid.write(
      NumberText.signed(subtotal, decimals: format.product), row: middle, endingAt: channelEnd,
      style.with(.bold))
    screen.grid.write(NumberText.fixed(total, decimals: format.product), row: middle, endingAt: totalEnd)
  }

  private var sourceShape: Shape { subject.network.inputShapes(ofLayer: explanation.layer)[0] }
  /// Whether the channels are those of the picture.
  private var readsColours: Bool { subject.network.readsPictureChannels(layer: explanation.layer) }

  private func name(ofMap map: Int) -> String {
    readsColours ? channelName(map, of: sourceShape, subject.model.preprocessing) : "map \(map)"
  }

  private func drawTerm(
    _ term: Term, _ index: Int, _ place: Int, _ channel: Int, on screen: inout Screen, row: Int
  ) {
    let column = place % size.width
    let isSelected = index == selected
    let isKnown = index < revealed
    let products = ColourScale(weights: sum.terms.prefix(revealed).map { Float($0.product) })
    screen.grid.writeField(
      term.isOutside ? "pad" : NumberText.fixed(term.input, decimals: format.input), row: row,
      height: lineHeight, column: inputColumn + column * format.inputWidth, width: format.inputWidth,
      inputStyle(term, channel), isSelected: isSelected)
    screen.grid.writeField(
      NumberText.signed(term.weight, decimals: format.weight), row: row, height: lineHeight,
      column: weightColumn + column * format.weightWidth, width: format.weightWidth,
      Style(.contrast, on: scale.ground(for: term.weight)), isSelected: isSelected)
    let productCell = productColumn + column * format.productWidth
    screen.grid.writeField(
      isKnown ? NumberText.signed(term.product, decimals: format.product) : "·····", row: row,
      height: lineHeight, column: productCell, width: format.productWidth,
      isKnown ? Style(.contrast, on: products.ground(for: Float(term.product))) : .role(.notComputed),
      isSelected: isSelected)
    if isSelected { screen.cursor = ScreenCursor(row: row + (lineHeight - 1) / 2, column: productCell) }
  }

  private func inputStyle(_ term: Term, _ channel: Int) -> Style {
    guard !term.isOutside else { return .dim }
    guard isPicture, sum.channels == 3 else {
      let colours = ColourScale(
        subject.afterActivation, layer: subject.model.source(ofLayer: explanation.layer) ?? 0,
        channel: sum.map(ofChannel: channel))
      return Style(.contrast, on: colours.ground(for: term.input))
    }
    let colour = colour(ofInput: term.input, channel: channel, subject.model.preprocessing)
    return Style(.contrast, on: .rgb(colour))
  }

  // MARK: What closes the sum

  private func drawFoot(on grid: inout CellGrid, row: Int) {
    let isDone = revealed == .max
    let ledger = Ledger(explanation, showing: .channels(Array(0..<sum.channels)))
    let room = channelEnd - format.channelWidth - 2
    var lines = ledger.shortClosingLines(decimals: format.product)
      .filter { isDone || ($0.kind == .bias && revealed > sum.terms.count) }
      .map { (words: $0.words(fitting: room), amount: $0.amount, soFar: isDone ? $0.soFar : sumWithBias) }
    if let waiting = wordsOfWaiting(subject, explanation) { lines.append((waiting, "", "")) }
    let foot = area.from(row: row)
    for (index, (row, line)) in zip(foot.rows, lines).enumerated() {
      // The value, once the pass has come to it.
      let isLast = isDone && index == lines.count - 1
      let style: Style = isLast ? .accent : .text
      grid.write(line.amount, row: row, endingAt: channelEnd, style)
      let start = grid.write(line.soFar, row: row, endingAt: totalEnd, style)
      grid.write(line.words, row: row, endingAt: isLast ? start - 2 : room, isLast ? style : .dim)
    }
    drawNotes(on: &grid, row: row + min(lines.count, foot.height), contextRow: row)
  }

  /// What the products and the bias make, while the pass has come no farther.
  private var sumWithBias: String {
    NumberText.fixed(sum.sumOfProducts + Double(sum.bias ?? 0), decimals: format.product)
  }

  /// The selected product in words, where the number goes, and the maps where there is room.
  private func drawNotes(on grid: inout CellGrid, row: Int, contextRow: Int) {
    let term = sum.terms[selected]
    let place = "row \(term.position[0]), column \(term.position[1]), \(name(ofMap: term.position[2]))"
    let numbers = [Double(term.input), Double(term.weight), term.product].map {
      NumberText.fixed($0, decimals: 4)
    }
    let product = "\(numbers[0]) × \(numbers[1]) = \(numbers[2])"
    let known = selected < revealed ? product : "not yet multiplied"
    var notes = term.isOutside ? ["padding counts as 0"] : ["\(place):  \(known)\(wordsOfChoice(term))"]
    if subject.display.showsNumbers, revealed == .max { notes.append(explanation.allDigitsInWords) }
    notes += connections(of: subject)
    let room = notesArea(row: row, top: contextRow)
    let lines = notes.flatMap { wrapped($0, to: max(20, room.width)) }.prefix(max(0, room.height))
    for (index, line) in lines.enumerated() {
      grid.write(
        DisplayText(line).truncated(to: area.width - room.column), row: room.row + index,
        column: room.column, index == 0 ? .role(.accent) : .dim)
    }
    drawContext(on: &grid, row: row, top: contextRow, below: room.row + lines.count + 1)
  }

  /// Why this product is the selected one, where nobody has chosen it and others are larger.
  private func wordsOfChoice(_ term: Term) -> String {
    guard subject.cursor.term == nil, revealed == .max, term.product.isFinite,
      sum.terms.contains(where: { $0.product.magnitude > term.product.magnitude })
    else { return "" }
    return ", the largest of \(name(ofMap: term.position[2])), which adds most"
  }

  // MARK: The picture and the map

  /// Where the picture and the unit's own map stand.
  private enum Place {
    /// At the right of the sum, and below the notes.
    case apart
    /// Below the sum, at the left of the notes.
    case below
    /// At the left of the sum's foot and of the notes.
    case besideFoot
    /// Small and without headings, at the left of the sum's foot and of the notes.
    case small
    /// Nowhere.
    case none
  }

  private func place(row: Int, top: Int) -> Place {
    let bottom = area.rows.upperBound
    if area.width >= 180 { return .apart }
    if area.width >= 116, bottom - row >= 19 { return .below }
    guard area.width >= 100, bottom - top >= 8 else {
      return area.width >= 76 && bottom - top >= 5 ? .small : .none
    }
    // The longest words of the foot.
    let words = DisplayText.width(of: "rounding of this column")
    return contextWidth + 2 <= channelEnd - format.channelWidth - 2 - words ? .besideFoot : .below
  }

  /// The columns of picture and map beside the foot.
  private var contextWidth: Int { weightColumn + 12 }

  /// Where the notes stand; `row` is the first free row.
  private func notesArea(row: Int, top: Int) -> Area {
    switch place(row: row, top: top) {
    case .apart: area.from(row: row + 1).from(column: 1).wide(totalEnd)
    case .below: area.from(row: row + 3).from(column: 75)
    case .besideFoot: area.from(row: row + 1).from(column: contextWidth + 1)
    case .small: area.from(row: row).from(column: smallContext(top: top).columns.upperBound + 1)
    case .none: area.from(row: row)
    }
  }

  /// Where picture and map stand where there are few rows, the one above the foot among them.
  private func smallContext(top: Int) -> Area {
    area.from(row: top - 1).wide(22)
  }

  /// Draws the picture and the map where there is room.
  ///
  /// `row` is the first free row, `top` the first row that is free left of the sum's foot, `below` the first one
  /// below the notes.
  private func drawContext(on grid: inout CellGrid, row: Int, top: Int, below: Int) {
    switch place(row: row, top: top) {
    case .apart:
      let beside = area.body.from(column: totalEnd + 3)
      // Large cells leave the map no room below them: then it stands below the picture.
      let isBelowSum = area.rows.upperBound - below >= 20
      let end = drawReceptiveField(
        on: &grid, subject, isBelowSum ? beside : beside.high(beside.height * 13 / 20), largest: 3)
      let own = isBelowSum ? area.from(row: below).wide(totalEnd) : beside.from(row: end.row + 1)
      drawOwnMap(on: &grid, subject, own, largest: 3)
    case .below: ExplorerViews.drawContext(on: &grid, subject, area.from(row: row).wide(74))
    case .besideFoot: ExplorerViews.drawContext(on: &grid, subject, area.from(row: top).wide(contextWidth))
    case .small: drawSmallContext(on: &grid, subject, smallContext(top: top), hasOwnMap: true)
    case .none: break
    }
  }
}
