import CellScreen
import ConvNet
import Explorer
import Tensors

/// How one number came about in few lines: what adds most, the rest together, and what comes out.
struct LargeSum {
  private(set) var lines: [LargeLines.Line] = []

  /// As many lines as there is room for.
  init(_ subject: Subject, _ explanation: Explanation, room: Int, hasProduct: Bool = true) {
    let revealed = Progress(subject).terms(of: explanation.unit)
    switch explanation.form {
    case .given: addPicture(subject)
    case .weightedSum(let sum):
      let product = hasProduct && room > 5 ? selectedProduct(of: sum, subject, revealed: revealed) : nil
      add(sum, explanation, subject, revealed: revealed, room: room - (product == nil ? 0 : 1))
      if let product { lines.insert(product, at: 0) }
    case .windowMaximum(let window) where window.places.count < room && revealed == .max:
      add(window.places, kept: window.winner)
      lines.append(value(explanation, "max"))
    case .windowMaximum(let window) where window.places.count <= 4 && revealed == .max:
      addInALine(window.places)
      lines.append(value(explanation, "max"))
    case .windowAverage(let window) where window.places.count < room && revealed == .max:
      add(window.places, kept: nil)
      lines.append(value(explanation, "mean"))
    case .moved where flattenedRun(subject) != nil: addAddress(subject, explanation)
    case .windowMaximum, .windowAverage, .moved, .padding, .elementwise, .merged, .held:
      lines = LargeSum.shortened(
        UnitLedger(subject, explanation, revealed: revealed).lines.map { line in
          LargeLines.Line(
            name: line.words, amount: line.amount, number: line.total, isStrong: line.isAccented)
        }, to: room)
    }
  }

  /// Some lines with those in the middle left out, and how many they are.
  private static func shortened(_ lines: [LargeLines.Line], to room: Int) -> [LargeLines.Line] {
    guard lines.count > room, room >= 3 else { return lines.suffix(room) }
    let last = lines.suffix(room - 2)
    let count = lines.count - 1 - last.count
    return lines.prefix(1) + [LargeLines.Line(name: "… \(count) more steps")] + last
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

  /// A window's numbers beside each other, where they have no line each.
  private mutating func addInALine(_ places: [WindowPlace]) {
    let numbers = places.filter { !$0.isOutside }.map { NumberText.fixed($0.value, decimals: 2) }
    lines.append(LargeLines.Line(name: numbers.joined(separator: " "), number: ""))
  }

  private func value(_ explanation: Explanation, _ name: String) -> LargeLines.Line {
    LargeLines.Line(
      name: name, number: "= " + NumberText.fixed(explanation.value, decimals: 4), isStrong: true)
  }

  // MARK: Sums

  /// The selected product, once the pass has made it: one number times its weight.
  private func selectedProduct(
    of sum: WeightedSum, _ subject: Subject, revealed: Int
  ) -> LargeLines.Line? {
    guard let selected = subject.selectedTerm, sum.terms.indices.contains(selected), selected < revealed
    else {
      return nil
    }
    let term = sum.terms[selected]
    let factors = [Double(term.input), Double(term.weight)].map { NumberText.fixed($0, decimals: 3) }
    return LargeLines.Line(
      name: factors.joined(separator: " × "), number: "= " + NumberText.signed(term.product, decimals: 3))
  }

  /// The channels of a sum over maps, the products of others, those first that are printed first elsewhere.
  private mutating func add(
    _ sum: WeightedSum, _ explanation: Explanation, _ subject: Subject, revealed: Int, room: Int
  ) {
    let isDone = revealed == .max
    let isByChannel = subject.hasMaps
    let order = subject.channels(isDone && subject.isSettled ? subject.display.order : .byIndex)
    guard isDone else { return addMade(of: sum, order, subject, revealed: revealed, room: room) }
    func closing(behind count: Int) -> [LargeLines.Line] {
      let shown = Array(order.prefix(count))
      return closingLines(Ledger(explanation, showing: isByChannel ? .channels(shown) : .products(shown)))
    }
    var count = min(order.count, max(0, room - 1))
    while count > 0, count + closing(behind: count).count > room { count -= 1 }
    lines = order.prefix(count).map { index in
      let amount = isByChannel ? sum.subtotal(ofChannel: index) : sum.terms[index].product
      return line(name(of: index, in: sum, subject), amount)
    }
    // Where not even what closes the sum fits, rounding goes first, then what the activation function reads.
    var last = closing(behind: count)
    if last.count > room { last.removeAll(where: \.isRounding) }
    if last.count > room { last.remove(at: last.count - 2) }
    lines += last
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
        bar: line.adds, isStrong: line == closing.last, isRounding: line.kind == .between)
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
    func amount(of index: Int) -> Double {
      isByChannel ? sum.partialSum(ofChannel: index, amongFirst: revealed) : sum.terms[index].product
    }
    let hasBias = revealed > sum.terms.count && sum.bias != nil
    let places = max(1, room - (hasBias ? 2 : 1))
    let shown = made.count <= places ? made[...] : made.suffix(max(0, places - 1))
    let others = made.dropLast(shown.count)
    if !others.isEmpty {
      lines.append(line("\(others.count) before", others.reduce(0) { $0 + amount(of: $1) }))
    }
    lines += shown.map { line(name(of: $0, in: sum, subject), amount(of: $0)) }
    let terms = min(revealed, sum.terms.count)
    let bias = revealed > sum.terms.count ? Double(sum.bias ?? 0) : 0
    if hasBias { lines.append(line("bias", bias)) }
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
