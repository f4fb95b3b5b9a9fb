import CellScreen
import ConvNet
import Explorer
import Tensors

/// A convolution over many channels: a channel a line with what it adds and the sum so far, and the selected
/// channel in full.
struct ChannelUnit {
  private let subject: Subject
  private let explanation: Explanation
  private let sum: WeightedSum
  private let area: Area
  private let subtotals: [Double]
  private let order: [Int]
  private let selected: Int
  /// How many steps of the unit the pass has made.
  private let revealed: Int

  init(
    _ subject: Subject, _ explanation: Explanation, _ sum: WeightedSum,
    _ area: Area
  ) {
    self.subject = subject
    self.explanation = explanation
    self.sum = sum
    self.area = area
    subtotals = (0..<sum.channels).map { sum.subtotal(ofChannel: $0) }
    revealed = Progress(subject).terms(
      of: UnitAddress(layer: explanation.layer, position: explanation.position))
    order = subject.channels(revealed == .max ? subject.display.order : .byIndex)
    selected = subject.selectedTerm ?? 0
  }

  private var channel: Int { selected / sum.termsPerChannel }
  private var listWidth: Int { area.width >= 100 ? area.width * 6 / 10 : 44 }
  private var decimals: Int { 4 }

  func draw(on screen: inout Screen) {
    let body = area.body
    let heading =
      "channel   " + (sum.termsPerChannel > 1 ? "sum of \(sum.termsPerChannel)" : "input × weight")
      + (subject.display.order == .bySize && revealed == .max && area.width >= 100 ? ", largest first" : "")
    screen.grid.write(" \(heading) ", row: area.row, column: 2, .role(.text, .bold))
    screen.grid.write(" so far ", row: area.row, endingAt: listWidth, .role(.text, .bold))
    if sum.termsPerChannel > 1 {
      screen.grid.write(
        " channel \(sum.map(ofChannel: channel)) in full ", row: area.row, column: listWidth + 3,
        .role(.text, .bold))
    }
    let foot = ledger(showing: order.indices).shortClosingLines(decimals: decimals).filter {
      $0.kind != .between
    }
    let room = body.height - foot.count - 2
    let shown = min(order.count, max(1, room))
    let place = order.firstIndex(of: channel) ?? 0
    let first = min(max(0, place - shown / 2), order.count - shown)
    drawList(on: &screen, first: first, shown: shown)
    drawFoot(on: &screen.grid, row: body.row + shown, shown: first..<first + shown)
    drawChannelInFull(
      on: &screen.grid,
      Area(row: body.row, column: listWidth + 2, height: body.height, width: area.width - listWidth - 2))
  }

  // MARK: The list

  private func drawList(on screen: inout Screen, first: Int, shown: Int) {
    let known = revealed == .max ? sum.channels : min(sum.channels, revealed / sum.termsPerChannel)
    let largest = largestMagnitude(Array(subtotals.prefix(known)))
    var total = order.prefix(first).reduce(0) { $0 + subtotals[$1] }
    for line in 0..<shown {
      let channel = order[first + line]
      total += subtotals[channel]
      let row = area.body.row + line
      let isSelected = channel == self.channel
      let style: Style = isSelected ? .role(.accent, .bold) : .text
      if isSelected {
        screen.grid.write("▸", row: row, column: 0, style)
        screen.cursor = Screen.Place(row: row, column: 0)
      }
      screen.grid.write("\(sum.map(ofChannel: channel))", row: row, endingAt: 6, style)
      guard (channel + 1) * sum.termsPerChannel <= revealed else {
        screen.grid.write("·····", row: row, endingAt: 16, .role(.notComputed))
        continue
      }

      screen.grid.write(
        NumberText.signed(subtotals[channel], decimals: decimals), row: row, endingAt: 16, style)
      screen.grid.writePart(subtotals[channel], of: largest, row: row, column: 17, width: listWidth - 28)
      screen.grid.write(NumberText.fixed(total, decimals: decimals), row: row, endingAt: listWidth - 1)
    }
  }

  // MARK: The foot, which always closes the sum

  private func drawFoot(on grid: inout CellGrid, row: Int, shown: Range<Int>) {
    guard revealed == .max else {
      if let waiting = wordsOfWaiting(subject, explanation), row < area.rows.upperBound {
        grid.write(waiting, row: row, column: 2, .dim)
      }
      return
    }
    let lines = ledger(showing: shown).shortClosingLines(decimals: decimals)
    for (index, line) in lines.enumerated() where row + index < area.rows.upperBound {
      let isLast = index == lines.count - 1
      let style: Style = isLast ? .role(.accent, .bold) : .text
      let words = line.words(fitting: area.width < 100 && line.kind == .bias ? 8 : listWidth - 19)
      grid.write(line.amount, row: row + index, endingAt: 16, style)
      grid.write(words, row: row + index, column: line.amount.isEmpty ? 2 : 18, isLast ? style : .dim)
      let total = line.kind == .bias ? line.total : line.amount.isEmpty ? line.number : ""
      grid.write(total, row: row + index, endingAt: listWidth - 1, style)
    }
  }

  /// The sum with a row for each of some channels.
  private func ledger(showing shown: Range<Int>) -> Ledger {
    Ledger(explanation, showing: .channels(Array(order[shown])))
  }

  // MARK: One channel in full

  private func drawChannelInFull(on grid: inout CellGrid, _ area: Area) {
    guard let size = subject.evaluation.trace.network.patchSize(ofLayer: explanation.layer, sum),
      let source = subject.model.source(ofLayer: explanation.layer)
    else { return }
    let terms = Array(sum.terms(ofChannel: channel))
    let inputs = ColourScale(
      subject.afterActivation, layer: source, channel: sum.map(ofChannel: channel))
    let weights = ColourScale(weights: sum.terms.map(\.weight))
    let known = min(max(0, revealed - channel * sum.termsPerChannel), terms.count)
    let products = ColourScale(weights: terms.prefix(known).map { Float($0.product) })
    let label = area.width >= 42 ? 10 : 2
    let width = min(9, max(6, (area.width - label) / max(1, size.width)))
    guard size.width * width + label <= area.width, 3 * (size.height + 1) <= area.height else { return }
    let block = Block(
      size: size, column: area.column + label, width: width, selected: selected % sum.termsPerChannel)
    let names = label > 2 ? ["patch", "× kernel", "= product"] : ["", "×", "="]
    let pitch = size.height + 1
    let places = Places(terms, width: width)
    for (index, name) in names.enumerated() {
      grid.write(name, row: area.row + index * pitch + (size.height - 1) / 2, column: area.column, .dim)
    }
    for (place, term) in terms.enumerated() {
      let isKnown = channel * sum.termsPerChannel + place < revealed
      let input = term.isOutside ? "pad" : NumberText.fixed(term.input, decimals: places.input)
      let product = isKnown ? NumberText.signed(term.product, decimals: places.product) : "·····"
      block.draw(
        input, place, on: &grid, row: area.row,
        term.isOutside ? .dim : Style(.contrast, on: inputs.ground(for: term.input)))
      block.draw(
        NumberText.signed(term.weight, decimals: places.weight), place, on: &grid, row: area.row + pitch,
        Style(.contrast, on: weights.ground(for: term.weight)))
      block.draw(
        product, place, on: &grid, row: area.row + 2 * pitch,
        isKnown ? Style(.contrast, on: products.ground(for: Float(term.product))) : .role(.notComputed))
    }
    let row = area.row + 3 * pitch
    guard (channel + 1) * sum.termsPerChannel <= revealed else { return }
    let start = grid.write(
      NumberText.signed(subtotals[channel], decimals: decimals), row: row - 1,
      endingAt: area.column + label + size.width * width - 1, .role(.accent, .bold))
    grid.write("sum", row: row - 1, column: min(area.column + label, start - 4), .dim)
    drawBelow(
      on: &grid,
      Area(row: row + 1, column: area.column, height: area.rows.upperBound - row - 1, width: area.width))
  }

  /// How many decimals the numbers of a channel have, so that a blank stays between two fields.
  private struct Places {
    let input: Int
    let weight: Int
    let product: Int

    init(_ terms: [Term], width: Int) {
      // A sign takes a column of the field, which numbers that are fixed don't have.
      input = fittingDecimals(of: terms.map(\.input), atMost: 3, width: width - 1)
      weight = fittingDecimals(of: terms.map(\.weight.magnitude), atMost: 3, width: width - 2)
      product = fittingDecimals(of: terms.map(\.product.magnitude), atMost: 4, width: width - 2)
    }
  }

  /// The numbers of a patch or a kernel, each in its field.
  private struct Block {
    let size: Size2D
    let column: Int
    let width: Int
    let selected: Int

    func draw(_ text: String, _ place: Int, on grid: inout CellGrid, row: Int, _ style: Style) {
      let line = row + place / size.width
      let start = column + place % size.width * width
      grid.fill(Area(row: line, column: start, height: 1, width: width), with: Cell(" ", style))
      let isSelected = place == selected
      grid.write(
        text, row: line, endingAt: start + width - 1, isSelected ? style.with([.bold, .underline]) : style)
      guard isSelected else { return }
      grid.write(
        "[", row: line, column: start + width - 2 - DisplayText(text).width, .role(.accent, .bold)
      )
      grid.write("]", row: line, column: start + width - 1, .role(.accent, .bold))
    }
  }

  /// Where the selected product stands, where the number goes, and the picture with what it sees.
  private func drawBelow(on grid: inout CellGrid, _ area: Area) {
    let hasDigits = subject.display.showsNumbers && revealed == .max
    let digits = hasDigits ? ["all digits: " + NumberText.allDigits(explanation.value)] : []
    let notes = digits + unitConnections(subject)
    let lines = notes.flatMap { wrapped($0, to: area.width - 1) }
    for (index, line) in lines.enumerated() where index < area.height {
      grid.write(line, row: area.row + index, column: area.column, .dim)
    }
    let top = area.row + lines.count + 1
    drawContext(
      on: &grid, subject,
      Area(row: top, column: area.column, height: area.rows.upperBound - top, width: area.width))
  }
}
