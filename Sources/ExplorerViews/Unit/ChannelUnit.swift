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

  init(_ subject: Subject, _ explanation: Explanation, _ sum: WeightedSum, _ area: Area) {
    self.subject = subject
    self.explanation = explanation
    self.sum = sum
    self.area = area
    subtotals = sum.subtotals
    revealed = Progress(subject).terms(of: explanation.unit)
    // While one steps the order is that of the steps, to the last.
    order = subject.channels(revealed == .max && subject.isSettled ? subject.display.order : .byIndex)
    selected = subject.selectedTerm ?? 0
    let width = area.width >= 100 ? area.width * 6 / 10 : 44
    let columns = (0...4).reversed().lazy.map { Columns(sum, explanation, decimals: $0) }
    let fitting =
      columns.first { $0.amountEnd + $0.total + 2 <= width } ?? Columns(sum, explanation, decimals: 0)
    (decimals, amountEnd, totalWidth) = (fitting.decimals, fitting.amountEnd, fitting.total)
  }

  /// How many columns the numbers take with a count of decimals.
  private struct Columns {
    let decimals: Int
    let amountEnd: Int
    let total: Int

    init(_ sum: WeightedSum, _ explanation: Explanation, decimals: Int) {
      let amounts = sum.subtotals + [Double(sum.bias ?? 0)]
      var sums: [Double] = [Double(explanation.preActivation)]
      for amount in amounts { sums.append((sums.count > 1 ? sums[sums.count - 1] : 0) + amount) }
      let rest = amounts.reduce(0) { $0 + $1.magnitude }
      func width(_ numbers: [Double]) -> Int {
        numbers.map { DisplayText.width(of: NumberText.signed($0, decimals: decimals)) }.max() ?? 0
      }
      self.decimals = decimals
      amountEnd = max(16, 8 + width(amounts))
      total = max(9, min(width(sums + [rest]), width(sums) + 2))
    }
  }

  private var channel: Int { selected / sum.termsPerChannel }
  private var listWidth: Int { area.width >= 100 ? area.width * 6 / 10 : 44 }
  /// How many decimals the numbers have: four, or as many as leave room for large ones.
  private let decimals: Int
  /// The columns behind what each channel adds, and before the sums.
  private let amountEnd: Int
  private let totalWidth: Int

  func draw(on screen: inout Screen) {
    let body = area.body
    let heading =
      "channel   " + (sum.termsPerChannel > 1 ? "sum of \(sum.termsPerChannel)" : "input × weight")
      + (subject.display.order == .bySize && revealed == .max && subject.isSettled && area.width >= 100
        ? ", largest first" : "")
    screen.grid.write(" \(heading) ", row: area.row, column: 2, .heading)
    screen.grid.write(" so far ", row: area.row, endingAt: listWidth, .heading)
    if sum.termsPerChannel > 1 {
      screen.grid.write(
        " \(colour(ofChannel: channel) ?? "channel \(sum.map(ofChannel: channel))") in full ", row: area.row,
        column: listWidth + 3, .heading)
    }
    let foot = ledger(showing: order.indices).shortClosingLines(decimals: decimals).filter {
      $0.kind != .between
    }
    let room = body.height - foot.count - 2
    let shown = min(order.count, max(1, room))
    let place = order.firstIndex(of: channel) ?? 0
    let first = min(max(0, place - shown / 2), order.count - shown)
    let bars =
      drawList(on: &screen, first: first, shown: shown)
      + drawFoot(on: &screen.grid, row: body.row + shown, shown: first..<first + shown)
    let above = order.prefix(first).reduce(0) { $0 + made(ofChannel: $1) }
    screen.grid.drawBars(
      bars, from: above, row: body.row,
      columns: amountEnd + 1..<max(amountEnd + 1, listWidth - 2 - totalWidth))
    drawChannelInFull(
      on: &screen.grid, body.from(column: listWidth + 2), listEnd: body.row + shown + foot.count)
  }

  // MARK: The list

  /// Draws channels, one a row; returns their bars.
  private func drawList(on screen: inout Screen, first: Int, shown: Int) -> [BarRow] {
    var total = order.prefix(first).reduce(0) { $0 + made(ofChannel: $1) }
    let visible = order[first..<first + shown]
    for (line, channel) in visible.enumerated() {
      total += made(ofChannel: channel)
      let row = area.body.row + line
      let isSelected = channel == self.channel
      let style: Style = isSelected ? .accent : .text
      if isSelected { screen.select(row: row, column: 0) }
      let label = colour(ofChannel: channel) ?? "\(sum.map(ofChannel: channel))"
      screen.grid.write(label, row: row, endingAt: 6, style)
      guard isBegun(channel) else {
        screen.grid.write("·····", row: row, endingAt: amountEnd, .role(.notComputed))
        continue
      }
      let amount = NumberText.signed(made(ofChannel: channel), decimals: decimals)
      screen.grid.write(amount, row: row, endingAt: amountEnd, style)
      screen.grid.write(NumberText.fixed(total, decimals: decimals), row: row, endingAt: listWidth - 1)
    }
    return visible.map { isBegun($0) ? BarRow.adds(made(ofChannel: $0)) : .none }
  }

  /// What a channel of the picture is called, where that is short: `red`; `nil` of others.
  private func colour(ofChannel channel: Int) -> String? {
    guard subject.network.readsPictureChannels(layer: explanation.layer),
      let source = subject.model.source(ofLayer: explanation.layer)
    else { return nil }
    let name = subject.nameOfMap(sum.map(ofChannel: channel), ofLayer: source)
    return DisplayText.width(of: name) <= 5 ? name : nil
  }

  /// Whether the pass has made products of a channel.
  private func isBegun(_ channel: Int) -> Bool {
    sum.termCount(ofChannel: channel, amongFirst: revealed) > 0
  }

  /// What the products of a channel that the pass has made add up to.
  private func made(ofChannel channel: Int) -> Double {
    revealed >= sum.terms.count
      ? subtotals[channel] : sum.partialSum(ofChannel: channel, amongFirst: revealed)
  }

  // MARK: The foot, which always closes the sum

  /// Draws what closes the sum; returns the bars of what is added.
  private func drawFoot(on grid: inout CellGrid, row: Int, shown: Range<Int>) -> [BarRow] {
    guard revealed == .max else {
      let end = drawBias(on: &grid, row: row)
      if let waiting = wordsOfWaiting(subject, explanation), end < area.rows.upperBound {
        grid.write(waiting, row: end, column: 2, .dim)
      }
      return end > row ? [.adds(Double(sum.bias ?? 0))] : []
    }
    let above = order.prefix(shown.lowerBound).reduce(0) { $0 + subtotals[$1] }
    var bars: [BarRow] = []
    let lines = ledger(showing: shown).shortClosingLines(decimals: decimals)
    for (index, line) in lines.enumerated() where row + index < area.rows.upperBound {
      let isLast = index == lines.count - 1
      let style: Style = isLast ? .accent : .text
      grid.write(line.amount, row: row + index, endingAt: amountEnd, style)
      // What is added is called where channels are, so that its bar goes on from theirs.
      let short = line.words(fitting: 8)
      let isShort = !line.amount.isEmpty && DisplayText.width(of: short) <= 8
      let words = isShort ? short : line.words(fitting: listWidth - amountEnd - 3)
      let start = isShort ? 8 - DisplayText.width(of: short) : line.amount.isEmpty ? 2 : amountEnd + 2
      grid.write(words, row: row + index, column: start, isLast ? style : .dim)
      let isRest = line.kind == .others && line.adds != nil
      let soFar = isRest ? NumberText.fixed(sum.sumOfProducts, decimals: decimals) : line.soFar
      grid.write(soFar, row: row + index, endingAt: listWidth - 1, style)
      let amount = line.adds.map { line.kind == .others ? $0 - above : $0 }
      if !isLast { bars.append(isShort ? amount.map(BarRow.adds) ?? .none : .none) }
    }
    return bars
  }

  /// The bias, once the pass has added it and not yet more; returns the next free row.
  private func drawBias(on grid: inout CellGrid, row: Int) -> Int {
    guard revealed > sum.terms.count, let bias = sum.bias, row < area.rows.upperBound else { return row }
    let total = NumberText.fixed(sum.sumOfProducts + Double(bias), decimals: decimals)
    grid.write(NumberText.signed(bias, decimals: decimals), row: row, endingAt: amountEnd)
    grid.write("+ bias", row: row, column: 2, .dim)
    grid.write(total, row: row, endingAt: listWidth - 1)
    return row + 1
  }

  /// The sum with a row for each of some channels.
  private func ledger(showing shown: Range<Int>) -> Ledger {
    Ledger(explanation, showing: .channels(Array(order[shown])))
  }

  // MARK: One channel in full

  /// The rows of a small picture with what the unit sees.
  private static let rowsOfPicture = 7

  private func drawChannelInFull(on grid: inout CellGrid, _ area: Area, listEnd: Int) {
    guard let size = subject.network.patchSize(ofLayer: explanation.layer, sum),
      let panels = Panels(area, size)
    else { return }
    for (index, name) in panels.names.enumerated() {
      let row = panels.row(index, at: (size.height - 1) / 2)
      grid.write(name, row: row, column: area.column, .dim)
    }
    drawFields(on: &grid, panels)
    let known = sum.termCount(ofChannel: channel, amongFirst: revealed)
    guard known > 0 else { return }
    let row = panels.end
    let start = grid.write(
      NumberText.signed(made(ofChannel: channel), decimals: decimals), row: row,
      endingAt: panels.column + size.width * panels.width - 1, .accent)
    let words = known < sum.termsPerChannel ? "sum of \(known)" : "sum"
    grid.write(words, row: row, column: min(panels.column, start - words.count - 1), .dim)
    drawBelow(on: &grid, area.from(row: row + 1), listEnd: listEnd)
  }

  /// Draws patch, kernel and products, of which only those are known that the pass has made.
  private func drawFields(on grid: inout CellGrid, _ panels: Panels) {
    guard let source = subject.model.source(ofLayer: explanation.layer) else { return }
    let terms = Array(sum.terms(ofChannel: channel))
    let known = sum.termCount(ofChannel: channel, amongFirst: revealed)
    let inputs = ColourScale(subject.afterActivation, layer: source, channel: sum.map(ofChannel: channel))
    let weights = ColourScale(weights: sum.terms.map(\.weight))
    let products = ColourScale(weights: terms.prefix(known).map { Float($0.product) })
    let places = Places(terms, width: panels.width)
    for (place, term) in terms.enumerated() {
      let input = term.isOutside ? "pad" : NumberText.fixed(term.input, decimals: places.input)
      let product = NumberText.signed(term.product, decimals: places.product)
      let fields: [(text: String, style: Style)] = [
        (input, term.isOutside ? .dim : Style(.contrast, on: inputs.ground(for: term.input))),
        (
          NumberText.signed(term.weight, decimals: places.weight),
          Style(.contrast, on: weights.ground(for: term.weight))
        ),
        place < known
          ? (product, Style(.contrast, on: products.ground(for: Float(term.product))))
          : ("·····", .role(.notComputed)),
      ]
      for (index, field) in fields.enumerated() {
        grid.writeField(
          field.text, row: panels.row(index, at: place / panels.size.width), height: panels.lineHeight,
          column: panels.column + place % panels.size.width * panels.width, width: panels.width, field.style,
          isSelected: place == selected % sum.termsPerChannel)
      }
    }
  }

  /// Where patch, kernel and products of a channel stand, one below the other.
  private struct Panels {
    let size: Size2D
    /// The columns of a number.
    let width: Int
    /// The first column of the numbers.
    let column: Int
    /// What the three are called.
    let names: [String]
    private let firstRow: Int

    /// Panels in an area; `nil` where it is too small.
    init?(_ area: Area, _ size: Size2D) {
      let label = area.width >= 42 ? 10 : 2
      self.size = size
      width = min(9, max(6, (area.width - label) / max(1, size.width)))
      column = area.column + label
      names = label > 2 ? ["patch", "× kernel", "= product"] : ["", "×", "="]
      firstRow = area.row
      // Where the picture would have no room below, the panels stand close.
      let (close, apart) = (3 * size.height + 1, 3 * (size.height + 1))
      let room = area.height - ChannelUnit.rowsOfPicture
      gap = apart > area.height || (close <= room && apart > room) ? 0 : 1
      lineHeight = 3 * (2 * size.height + 1) + 28 <= area.height ? 2 : 1
      guard size.width * width + label <= area.width, 3 * (size.height + gap) + 1 - gap <= area.height
      else { return nil }
    }

    /// The rows between two panels.
    let gap: Int
    /// The rows of a number: two where there is room for the picture too.
    let lineHeight: Int

    /// The first row of a line of a panel.
    func row(_ panel: Int, at line: Int) -> Int {
      firstRow + panel * (size.height * lineHeight + gap) + line * lineHeight
    }

    /// The row below them, for the sum.
    var end: Int { row(2, at: size.height) }
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

  /// The columns that the picture would have there; 0 where it has no room.
  private func pictureColumns(in area: Area) -> Int {
    let samples = subject.evaluation.picture.samples.shape
    guard samples.rank == 3 else { return 0 }
    return MapFrame(samples.mapSize, headedIn: contextHalf(area), largest: 2)?.columns.count ?? 0
  }

  /// Where the number goes, all of its digits where asked for, and the picture with what it sees.
  private func drawBelow(on grid: inout CellGrid, _ area: Area, listEnd: Int) {
    let hasDigits = subject.display.showsNumbers && revealed == .max
    let notes = (hasDigits ? [explanation.allDigitsInWords] : []) + connections(of: subject)
    guard area.height >= 2 * Self.rowsOfPicture else {
      let picture = area.high(min(area.height, Self.rowsOfPicture)).wide(14)
      let column = drawSmallContext(on: &grid, subject, picture, hasOwnMap: false)
      let words = area.from(row: area.row + 1).from(column: column + 1)
      let short = (hasDigits ? [explanation.allDigitsInWords] : []) + connectionsInShort(of: subject)
      grid.write(words.width < 26 ? short : notes, in: words)
      return
    }
    let end = grid.write(notes, in: area.from(row: area.row + 1).wide(area.width - 1))
    let beside = area.from(row: end + 1)
    // Below a short list they have the whole width.
    let below = self.area.from(row: max(end, listEnd) + 1).from(column: 1)
    let isLarger = pictureColumns(in: below) > pictureColumns(in: beside)
    drawContext(on: &grid, subject, isLarger ? below : beside)
  }
}
