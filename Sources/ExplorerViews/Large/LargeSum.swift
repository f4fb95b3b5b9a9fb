import CellScreen
import ConvNet
import Explorer
import Tensors

/// How one number came about in few lines: what adds most, the rest together, and what comes out.
struct LargeSum {
  private(set) var lines: [LargeLines.Line] = []

  /// As many lines as there is room for.
  init(_ subject: Subject, _ explanation: Explanation, room: Int) {
    let revealed = Progress(subject).terms(of: explanation.unit)
    switch explanation.form {
    case .given: addPicture(subject)
    case .weightedSum(let sum): add(sum, explanation, subject, revealed: revealed, room: room)
    case .windowMaximum(let window) where window.places.count < room && revealed == .max:
      add(window.places, kept: window.winner)
      lines.append(value(explanation, "max"))
    case .windowAverage(let window) where window.places.count < room && revealed == .max:
      add(window.places, kept: nil)
      lines.append(value(explanation, "mean"))
    case .moved where flattenedRun(subject) != nil: addAddress(subject, explanation)
    case .windowMaximum, .windowAverage, .moved, .padding, .elementwise, .merged, .held:
      lines = UnitLedger(subject, explanation, revealed: revealed).lines.suffix(room).map { line in
        LargeLines.Line(
          name: [line.words, line.amount].filter { !$0.isEmpty }.joined(separator: " "), number: line.total,
          isStrong: line.isAccented)
      }
    }
  }

  /// The numbers of the picture at a place.
  private mutating func addPicture(_ subject: Subject) {
    let input = subject.evaluation.trace.input
    guard input.shape.rank == 3 else { return }
    let cursor = subject.cursor
    lines = (0..<input.shape.channels).map { channel in
      let value = input[cursor.row, cursor.column, channel]
      return LargeLines.Line(
        name: channelName(channel, of: input.shape, subject.model.preprocessing),
        number: NumberText.fixed(value, decimals: 4), bar: Double(value),
        isStrong: channel == cursor.channel)
    }
  }

  /// Where a flattened number stood, and how its index comes from there.
  private mutating func addAddress(_ subject: Subject, _ explanation: Explanation) {
    guard let layer = subject.layer, let source = subject.model.source(ofLayer: layer) else { return }
    let shape = subject.shape(ofLayer: source)
    let index = min(subject.cursor.channel, shape.count - 1)
    let position = shape.indices(ofOffset: index)
    let isKnown = subject.isSelectionComputed
    let value = isKnown ? "= " + NumberText.fixed(explanation.value, decimals: 3) : ":"
    lines = [
      LargeLines.Line(
        name: subject.name(ofLayer: source, columns: 16) + brackets(position.map(String.init)), number: value,
        isStrong: true),
      LargeLines.Line(
        name: "(\(position[0])·\(shape[1])+\(position[1]))·\(shape[2])+\(position[2])", number: "= \(index)"),
    ]
  }

  private mutating func add(_ places: [WindowPlace], kept: Int?) {
    lines += places.enumerated().filter { !$1.isOutside }.map { index, place in
      LargeLines.Line(
        name: brackets(place.position.prefix(2).map(String.init)),
        number: NumberText.fixed(place.value, decimals: 4), bar: Double(place.value), isStrong: index == kept)
    }
  }

  private func value(_ explanation: Explanation, _ name: String) -> LargeLines.Line {
    LargeLines.Line(
      name: name, number: "= " + NumberText.fixed(explanation.value, decimals: 4), isStrong: true)
  }

  // MARK: Sums

  /// The channels of a sum over maps, the products of others, those first that are printed first elsewhere.
  private mutating func add(
    _ sum: WeightedSum, _ explanation: Explanation, _ subject: Subject, revealed: Int, room: Int
  ) {
    let isDone = revealed == .max
    let isByChannel = subject.hasMaps
    let order = subject.channels(isDone && subject.isComplete ? subject.display.order : .byIndex)
    guard isDone else { return addMade(of: sum, order, subject, revealed: revealed, room: room) }
    func closing(behind count: Int) -> [LargeLines.Line] {
      let shown = Array(order.prefix(count))
      return closingLines(Ledger(explanation, showing: isByChannel ? .channels(shown) : .products(shown)))
    }
    let hasRoomForAll = order.count + closing(behind: order.count).count <= room
    let count = hasRoomForAll ? order.count : max(1, room - closing(behind: 1).count)
    lines = order.prefix(count).map { index in
      let amount = isByChannel ? sum.subtotal(ofChannel: index) : sum.terms[index].product
      return line(name(of: index, in: sum, subject), amount)
    }
    lines += closing(behind: count)
  }

  /// What closes a sum: the rest, the bias, rounding, the sum and what the activation function makes of it, where that
  /// is something else.
  private func closingLines(_ ledger: Ledger) -> [LargeLines.Line] {
    let (explanation, function) = (ledger.explanation, ledger.explanation.activationFunction)
    let closing = ledger.closingLines(decimals: 3).filter { line in
      switch line.kind {
      case .others: line.adds != nil
      case .sum: function == .linear || explanation.value != explanation.preActivation
      case .bias, .between, .quotient, .function: true
      }
    }
    return closing.map { line in
      LargeLines.Line(
        name: line.kind == .function ? function.title : line.words(fitting: 9), number: line.number,
        bar: line.adds, isStrong: line == closing.last)
    }
  }

  /// What the pass has made of a sum so far: the last of its parts, and what they add up to.
  private mutating func addMade(
    of sum: WeightedSum, _ order: [Int], _ subject: Subject, revealed: Int, room: Int
  ) {
    let isByChannel = subject.hasMaps
    let made = order.filter {
      isByChannel ? sum.termCount(ofChannel: $0, amongFirst: revealed) > 0 : $0 < revealed
    }
    lines = made.suffix(max(1, room - 2)).map { index in
      let amount =
        isByChannel ? sum.partialSum(ofChannel: index, amongFirst: revealed) : sum.terms[index].product
      return line(name(of: index, in: sum, subject), amount)
    }
    let terms = min(revealed, sum.terms.count)
    let bias = revealed > sum.terms.count ? Double(sum.bias ?? 0) : 0
    if revealed > sum.terms.count, sum.bias != nil { lines.append(line("bias", bias)) }
    let total = NumberText.fixed(sum.partialSum(ofTerms: terms) + bias, decimals: 3)
    lines.append(
      LargeLines.Line(name: "so far", number: terms == 0 ? "·····" : "= " + total, isStrong: true))
  }

  private func line(_ name: String, _ amount: Double) -> LargeLines.Line {
    LargeLines.Line(name: name, number: NumberText.signed(amount, decimals: 3), bar: amount)
  }

  /// What a part of a sum is called: a channel's map, or the number that a product reads.
  private func name(of index: Int, in sum: WeightedSum, _ subject: Subject) -> String {
    guard let layer = subject.layer, let source = subject.model.source(ofLayer: layer) else { return "" }
    return subject.hasMaps
      ? subject.nameOfMap(sum.map(ofChannel: index), ofLayer: source)
      : "\(subject.name(ofLayer: source, columns: 10))[\(index)]"
  }
}
