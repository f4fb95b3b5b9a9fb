internal import CellScreen
internal import ConvNet
internal import Explorer
internal import ModelFormats
internal import Tensors

extension PictureStudy {
  /// The listing's line of softmax, explained for one class.
  func softmaxLines(explaining index: Int) -> [String] {
    let logits = pass.logits ?? []
    let table = SoftmaxTable(logits, marked: index)
    let value = Float(softmaxShares(of: logits).shares[index])
    let before = shareBefore(ofClass: index)
    let isOther = before.map { $0.bitPattern != value.bitPattern } ?? false
    let old = isOther ? SoftmaxTable(original?.logits ?? [], marked: index).share + " → " : ""
    let heading =
      [
        "softmax[\(index)] (\(nameOfClass(index))) = \(old)\(table.share) on \(DisplayText(pictureName))"
      ] + lines(ofChangesOf: value, from: before) + [
        "\(network.layers.count)  softmax(logits)  (\(logits.count),) → (\(logits.count),)"
          + "  not a layer of this network",
        "Turns \(logits.count) logits into \(logits.count) shares of 100 %; the order stays.",
      ]
    let reason = reasonForNoWinner.map { ["No winner: \($0)."] } ?? []
    let rows = lines(of: table) { nameOfClass($0) }
    return heading + reason + table.formulas(of: "logit") + [""] + rows
      + ["all digits: \(NumberText.allDigits(value))"]
  }

  /// The share that a class had without the changes; `nil` where there are none, or it had none.
  func shareBefore(ofClass index: Int) -> Float? {
    guard let logits = original?.logits, logits.indices.contains(index) else { return nil }
    return Float(softmaxShares(of: logits).shares[index])
  }

  /// The axis of a unit behind a softmax.
  func softmaxLines(closing explanation: Explanation) -> [String] {
    guard let channel = explanation.position.last else { return [] }
    let before = pass.preActivations[explanation.layer]
    let start = before.shape.offset(of: explanation.position.dropLast() + [0])
    let numbers = Array(before.values[start..<start + before.shape.channels])
    let table = SoftmaxTable(numbers, marked: channel)
    return table.formulas(of: explanation.isMoved ? "in" : "sum") + [""]
      + lines(of: table) { name(ofNumber: $0, behind: explanation) }
  }

  /// What a number that softmax works on is called: the class, else the unit that it comes from; the sums of a layer's
  /// own have no other name.
  private func name(ofNumber index: Int, behind explanation: Explanation) -> String {
    let position = Array(explanation.position.dropLast()) + [index]
    if let role = role(of: UnitAddress(layer: explanation.layer, position: position)) { return role }
    guard explanation.isMoved else { return "sum[\(index)]" }
    return name(of: network.unit(at: InputPlace(position), ofLayer: explanation.layer))
  }

  /// The share of a class as JSON, with the keys of a unit.
  func softmaxJSON(explaining index: Int) -> JSONValue {
    let logits = pass.logits ?? []
    let softmax = softmaxShares(of: logits)
    return [
      "name": .string("softmax[\(index)]"), "layer": .string("softmax"), "kind": .string("softmax"),
      "unit": .extents([index]), "terms": .array([]), "bias": .null, "preActivation": .float(logits[index]),
      "activationFunction": .string("softmax"), "value": .float(Float(softmax.shares[index])),
      "classes": .array(classes.map { .string($0) }),
      "winner": verdict?.winner.map { .string(nameOfClass($0)) } ?? .null,
      "reason": reasonForNoWinner.map { .string($0) } ?? .null, "softmax": softmax.json,
    ]
  }

  private func lines(of table: SoftmaxTable, name: (Int) -> String) -> [String] {
    textTable(table.headings.cells, table.rows(name: name).map(\.cells), rightAligned: [1, 3, 4, 5])
  }
}

extension Explanation {
  /// Whether the layer itself works nothing out: the number before its activation function is one of its input.
  fileprivate var isMoved: Bool {
    if case .moved = form { true } else { false }
  }
}
