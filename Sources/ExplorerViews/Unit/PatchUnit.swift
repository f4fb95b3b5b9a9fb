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
      let widest = inputs.map { DisplayText(NumberText.fixed($0, decimals: decimals)).width }.max() ?? 0
      inputWidth = max(input + 3, widest + 1)
      let subtotals = (0..<sum.channels).map { sum.subtotal(ofChannel: $0) }
      let totals = subtotals.indices.map { subtotals[...$0].reduce(0, +) }
      func width(_ numbers: [Double], _ decimals: Int) -> Int {
        numbers.map { DisplayText(NumberText.signed($0, decimals: decimals)).width }.max() ?? 0
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
  init?(
    _ subject: Subject, _ explanation: Explanation, _ sum: WeightedSum,
    _ area: Area
  ) {
    let network = subject.evaluation.trace.network
    guard !isByChannel(sum), let size = network.patchSize(ofLayer: explanation.layer, sum),
      let selected = subject.selectedTerm
    else { return nil }
    self.size = size
    let formats = [
      Format(sum, input: 3, weight: 3, product: 4, label: 8),
      Format(sum, input: 2, weight: 2, product: 3, label: 2),
      Format(sum, input: 1, weight: 1, product: 2, label: 2),
    ]
    let width = size.width
    guard let format = formats.first(where: { $0.columns(width) <= area.width }),
      sum.channels * (size.height + 1) + 4 <= area.body.height
    else { return nil }
    self.format = format
    self.subject = subject
    self.explanation = explanation
    self.sum = sum
    self.area = area
    self.selected = selected
    isPicture = network.layers[explanation.layer].inputs == [0]
    revealed = Progress(subject).terms(
      of: UnitAddress(layer: explanation.layer, position: explanation.position))

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
    var total = 0.0
    for channel in 0..<sum.channels {
      total += sum.subtotal(ofChannel: channel)
      drawChannel(channel, on: &screen, row: row, total: total)
      row += size.height + 1
    }
    drawFoot(on: &screen.grid, row: row)
  }

  private func drawHeading(on grid: inout CellGrid) {
    let row = area.row
    let isLearned = subject.evaluation.trace.network.parameterCount(readByLayer: explanation.layer) > 0
    let filter = isLearned ? "filter \(explanation.position[2])" : "weights"
    let products = productColumn + (size.width > 1 ? 1 : 0)
    for (text, column) in [(" patch ", inputColumn), (" \(filter) ", weightColumn), (" products ", products)]
    {
      grid.write(text, row: row, column: column, .role(.text, .bold))
    }
    grid.write(" channel", row: row, endingAt: channelEnd, .role(.text, .bold))
    grid.write(" so far ", row: row, endingAt: totalEnd + 1, .role(.text, .bold))
  }

  private func drawChannel(_ channel: Int, on screen: inout Screen, row: Int, total: Double) {
    let middle = row + (size.height - 1) / 2
    let source = subject.evaluation.trace.network.inputShapes(ofLayer: explanation.layer)[0]
    let map = sum.map(ofChannel: channel)
    let preprocessing = subject.model.preprocessing
    let isColour = subject.evaluation.trace.network.readsPictureChannels(layer: explanation.layer)
    let name = isColour ? channelName(map, of: source, preprocessing) : "map \(map)"
    let style = channelStyle(map, of: source.channels, isColour ? preprocessing : nil)
    let label = format.label > 2 ? name : isColour ? name.prefix(1).uppercased() : "\(map)"
    screen.grid.write(DisplayText(label).truncated(to: format.label - 1), row: middle, column: 0, style)
    for (place, term) in sum.terms(ofChannel: channel).enumerated() {
      let index = channel * sum.termsPerChannel + place
      drawTerm(term, index, place, channel, on: &screen, row: row + place / size.width)
    }
    screen.grid.write("×", row: middle, column: weightColumn - 2, .dim)
    screen.grid.write("=", row: middle, column: productColumn - 2, .dim)
    guard (channel + 1) * sum.termsPerChannel <= revealed else { return }
    let subtotal = NumberText.signed(sum.subtotal(ofChannel: channel), decimals: format.product)
    screen.grid.write(subtotal, row: middle, endingAt: channelEnd, style.with(.bold))
    screen.grid.write(NumberText.fixed(total, decimals: format.product), row: middle, endingAt: totalEnd)
  }

  private func drawTerm(
    _ term: Term, _ index: Int, _ place: Int, _ channel: Int, on screen: inout Screen, row: Int
  ) {
    let column = place % size.width
    let isSelected = index == selected
    let input = term.isOutside ? "pad" : NumberText.fixed(term.input, decimals: format.input)
    let weight = NumberText.signed(term.weight, decimals: format.weight)
    let isKnown = index < revealed
    let product = isKnown ? NumberText.signed(term.product, decimals: format.product) : "·····"
    let inputCell = inputColumn + column * format.inputWidth
    let weightCell = weightColumn + column * format.weightWidth
    let productCell = productColumn + column * format.productWidth
    number(
      input, on: &screen.grid, row: row, column: inputCell, width: format.inputWidth,
      inputStyle(term, channel), isSelected)
    number(
      weight, on: &screen.grid, row: row, column: weightCell, width: format.weightWidth,
      Style(.contrast, on: scale.ground(for: term.weight)), isSelected)
    let products = ColourScale(weights: sum.terms.prefix(revealed).map { Float($0.product) })
    number(
      product, on: &screen.grid, row: row, column: productCell, width: format.productWidth,
      isKnown ? Style(.contrast, on: products.ground(for: Float(term.product))) : .role(.notComputed),
      isSelected)
    if isSelected { screen.cursor = Screen.Place(row: row, column: productCell) }
  }

  /// A number in its field, in brackets and bold where it is selected.
  private func number(
    _ text: String, on grid: inout CellGrid, row: Int, column: Int, width: Int, _ style: Style,
    _ isSelected: Bool
  ) {
    grid.fill(Area(row: row, column: column, height: 1, width: width), with: Cell(" ", style))
    let style = isSelected ? style.with([.bold, .underline]) : style
    grid.write(text, row: row, endingAt: column + width - 1, style)
    guard isSelected else { return }
    grid.write(
      "[", row: row, column: column + width - 2 - DisplayText(text).width, .role(.accent, .bold))
    grid.write("]", row: row, column: column + width - 1, .role(.accent, .bold))
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
    var lines = ledger.shortClosingLines(decimals: format.product).filter {
      isDone || ($0.kind == .bias && revealed > sum.terms.count)
    }
    .map {
      ($0.words(fitting: room), $0.amount, $0.kind == .bias ? $0.total : $0.amount.isEmpty ? $0.number : "")
    }
    if let waiting = wordsOfWaiting(subject, explanation) { lines.append((waiting, "", "")) }
    var line = row
    for (index, parts) in lines.enumerated() where line < area.rows.upperBound {
      // The value, once the pass has come to it.
      let isLast = isDone && index == lines.count - 1
      let style: Style = isLast ? .role(.accent, .bold) : .text
      grid.write(parts.1, row: line, endingAt: channelEnd, style)
      let start = grid.write(parts.2, row: line, endingAt: totalEnd, style)
      grid.write(
        parts.0, row: line, endingAt: (isLast ? start : channelEnd - format.channelWidth) - 2,
        isLast ? style : .dim)
      line += 1
    }
    drawNotes(on: &grid, row: line, contextRow: row)
  }

  /// The selected product in words, where the number goes, and the maps where there is room.
  private func drawNotes(on grid: inout CellGrid, row: Int, contextRow: Int) {
    let term = sum.terms[selected]
    let source = subject.evaluation.trace.network.inputShapes(ofLayer: explanation.layer)[0]
    let place = "row \(term.position[0]), column \(term.position[1]), "
    let channel =
      subject.evaluation.trace.network.readsPictureChannels(layer: explanation.layer)
      ? channelName(term.position[2], of: source, subject.model.preprocessing) : "map \(term.position[2])"
    let product =
      "\(NumberText.fixed(term.input, decimals: 4)) × \(NumberText.fixed(term.weight, decimals: 4)) = "
      + NumberText.fixed(term.product, decimals: 4)
    let known = selected < revealed ? product : "not yet multiplied"
    var notes = term.isOutside ? ["padding counts as 0"] : [place + channel + ":  " + known]
    if subject.display.showsNumbers, revealed == .max {
      notes.append("all digits: " + NumberText.allDigits(explanation.value))
    }
    notes += unitConnections(subject)
    let room = notesArea(row: row, top: contextRow)
    let lines = notes.flatMap { wrapped($0, to: max(20, room.width)) }.prefix(max(0, room.height))
    for (index, line) in lines.enumerated() {
      grid.write(
        DisplayText(line).truncated(to: area.width - room.column), row: room.row + index,
        column: room.column, index == 0 ? .role(.accent) : .dim)
    }
    drawContext(on: &grid, row: row, top: contextRow, below: room.row + lines.count + 1)
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
    /// Nowhere.
    case none
  }

  private func place(row: Int, top: Int) -> Place {
    let bottom = area.rows.upperBound
    if area.width >= 180 { return .apart }
    if area.width >= 116, bottom - row >= 19 { return .below }
    guard area.width >= 100, bottom - top >= 8 else { return .none }
    // The longest words of the foot.
    let words = DisplayText("rounding of this column").width
    return contextWidth + 2 <= channelEnd - format.channelWidth - 2 - words ? .besideFoot : .below
  }

  /// The columns of picture and map beside the foot.
  private var contextWidth: Int { weightColumn + 12 }

  /// Where the notes stand; `row` is the first free row.
  private func notesArea(row: Int, top: Int) -> Area {
    let height = area.rows.upperBound - row
    switch place(row: row, top: top) {
    case .apart: return Area(row: row + 1, column: 1, height: height - 1, width: totalEnd)
    case .below: return Area(row: row + 3, column: 75, height: height - 3, width: area.width - 75)
    case .besideFoot:
      let column = contextWidth + 1
      return Area(row: row + 1, column: column, height: height - 1, width: area.width - column)
    case .none: return Area(row: row, column: 0, height: height, width: area.width)
    }
  }

  /// Draws the picture and the map where there is room.
  ///
  /// `row` is the first free row, `top` the first row that is free left of the sum's foot, `below` the first one
  /// below the notes.
  private func drawContext(on grid: inout CellGrid, row: Int, top: Int, below: Int) {
    let bottom = area.rows.upperBound
    switch place(row: row, top: top) {
    case .apart:
      let right = totalEnd + 3
      let field = Area(
        row: area.body.row, column: right, height: area.body.height, width: area.width - right)
      drawReceptiveField(on: &grid, subject, field, largest: 3)
      let own = Area(row: below, column: 0, height: bottom - below, width: totalEnd)
      drawOwnMap(on: &grid, subject, own, largest: 3)
    case .below:
      let area = Area(row: row, column: 0, height: bottom - row, width: 74)
      ExplorerViews.drawContext(on: &grid, subject, area)
    case .besideFoot:
      let area = Area(row: top, column: 0, height: bottom - top, width: contextWidth)
      ExplorerViews.drawContext(on: &grid, subject, area)
    case .none: break
    }
  }
}
