internal import CellScreen
internal import ConvNet
internal import Explorer

/// The numbers that a unit is made of, line by line, closed so that they add up.
struct UnitTable {
  let study: PictureStudy
  let explanation: Explanation

  /// The index of the unit's layer.
  var layer: Int { explanation.layer }
  /// With how many decimals the layer's numbers are printed.
  var decimals: Int { study.decimals(ofLayer: layer) }
  /// The unit's value.
  var value: String { study.number(explanation.value, ofLayer: layer) }

  /// A number as the layer's are printed.
  func text(_ number: Double) -> String { NumberText.fixed(number, decimals: decimals) }

  /// The table of the unit's form; none where it is given from outside.
  var lines: [String] {
    switch explanation.form {
    case .given, .held: []
    case .padding: [wordsOfPadding]
    case .elementwise(let elementwise): lines(of: elementwise)
    case .merged(let merge): lines(of: merge)
    case .weightedSum(let sum):
      if let kernel = patchSize {
        ConvolutionTable(table: self, sum: sum, kernel: kernel).lines
      } else {
        lines(of: sum)
      }
    case .windowMaximum(let window): lines(of: window)
    case .windowAverage(let window): lines(of: window)
    case .moved(let origin): [line(from: origin)]
    }
  }

  /// The rows and columns of the patch of which a sum is made; `nil` where it is made of a line.
  private var patchSize: Size2D? {
    switch study.network.layers[layer].operation {
    case let convolution as Conv2D: convolution.kernelSize
    case let convolution as DepthwiseConv2D: convolution.kernelSize
    case let convolution as Conv2DTranspose: convolution.kernelSize
    case is UpSampling2D: Size2D(square: 2)
    default: nil
    }
  }

  private func line(from origin: InputPlace) -> String {
    let unit = study.network.unit(at: origin, ofLayer: layer)
    let value = study.number(explanation.preActivation, ofLayer: unit.layer)
    let isSame = explanation.activationFunction == .linear
    return (isSame ? "\(study.name(of: explanation.unit)) = " : "") + "\(study.name(of: unit)) = \(value)"
  }

  /// What closes the printed rows of a ledger, up to the number before the activation function: of each its words
  /// and its number.
  func closingLines(of ledger: Ledger) -> [(words: String, number: String)] {
    ledger.closingLines(decimals: decimals).filter { $0.kind != .function }.map { line in
      let words = line.kind == .between ? line.words.first : line.words.last
      return (words ?? "", line.amount.isEmpty ? line.total : line.amount)
    }
  }
}

extension UnitTable {
  /// The number that comes in, then each step of arithmetic with what it is done with and what comes out; all digits,
  /// since the numbers of a step can be of any size.
  private func lines(of way: Elementwise) -> [String] {
    let unit = study.network.unit(at: way.place, ofLayer: layer)
    let steps = way.steps.enumerated().map { index, step in
      [
        step.role.words, step.operation.sign, NumberText.allDigits(Float(step.operand)),
        NumberText.allDigits(Float(way.value(afterSteps: index + 1))),
      ]
    }
    let table = textTable(
      ["step", "", "with", "number"],
      [[study.name(of: unit), "", "", NumberText.allDigits(way.input)]] + steps,
      rightAligned: [1, 2, 3])
    guard !way.group.isEmpty else { return table }
    let count = NumberText.grouped(way.group.count)
    return table + ["mean and spread are taken of \(count) numbers of \(study.name(ofLayer: unit.layer))"]
  }

  /// The numbers of a merge, a line a layer, and what they become.
  private func lines(of merge: Merge) -> [String] {
    let operands = merge.operands.enumerated().map { index, operand in
      let unit = study.network.unit(at: operand.place, ofLayer: layer)
      let number = text(Double(operand.value))
      return [
        study.name(of: unit), index == 0 ? "" : merge.operation.sign,
        index == merge.kept ? "[\(number)]" : number + " ",
      ]
    }
    let closing = closingLines(of: Ledger(explanation)).dropLast().map { [$0.words, "", $0.number + " "] }
    let divided = merge.operation == .average ? " ÷ \(merge.operands.count)" : ""
    let result = [merge.operation.result + divided, "", text(merge.value) + " "]
    return textTable(
      ["from", merge.operation.sign, "number"], operands + closing + [result], rightAligned: [1, 2])
      + (merge.kept == nil ? [] : ["[ ] kept"])
  }
}

extension Merge.Operation {
  /// What stands before every number but the first.
  fileprivate var sign: String {
    switch self {
    case .add, .average: "+"
    case .subtract: NumberText.minus
    case .multiply: "·"
    case .maximum, .minimum: ","
    }
  }

  /// What the numbers become.
  fileprivate var result: String {
    switch self {
    case .add: "sum"
    case .subtract: "difference"
    case .multiply: "product"
    case .average: "mean"
    case .maximum: "largest"
    case .minimum: "smallest"
    }
  }
}

/// The sum of a convolution unit: patch × kernel = products, and a line a channel, closed so that it adds up.
///
/// Up to four channels are shown in full; of more only the one that the largest product to follow lies in.
struct ConvolutionTable {
  let table: UnitTable
  let sum: WeightedSum
  let kernel: Size2D

  private var study: PictureStudy { table.study }
  private var layer: Int { table.layer }

  /// The products, then the channels.
  var lines: [String] { productLines + largestLines + [""] + channelLines }

  /// Of each shown channel the patch, the kernel and the products, a line a kernel row.
  private var productLines: [String] {
    let columns = sum.terms.prefix(kernel.width).map { "column \(NumberText.grouped($0.position[1]))" }
    let blanks = [String](repeating: "", count: kernel.width - 1)
    let headings = ["patch"] + columns + ["", "weight"] + blanks + ["", "product "] + blanks
    let largest = (sum.largestTerm ?? 0) / sum.termsPerChannel
    let shown = sum.channels <= 4 ? Array(0..<sum.channels) : [largest]
    let rows = shown.map { channel in (0..<kernel.height).map { cells(channel: channel, row: $0) } }
    return textTable(
      headings, Array(rows.joined(separator: [headings.map { _ in "" }])),
      rightAligned: Set(1..<headings.count))
  }

  private func cells(channel: Int, row: Int) -> [String] {
    let start = channel * sum.termsPerChannel + row * kernel.width
    let places = start..<start + kernel.width
    let terms = sum.terms[places]
    return ["\(name(ofChannel: channel)), row \(NumberText.grouped(terms[start].position[0]))"]
      + terms.map { $0.isOutside ? "padding" : NumberText.fixed($0.input, decimals: 4) } + ["×"]
      + terms.map { NumberText.signed($0.weight, decimals: 4) } + ["="] + places.map(product)
  }

  /// What a channel of the sum is called: by its place in the input, of which a filter may span a part only.
  private func name(ofChannel channel: Int) -> String {
    study.nameOfChannel(sum.terms[channel * sum.termsPerChannel].position[2], readBy: layer)
  }

  /// A product, in brackets where it is the largest.
  private func product(_ index: Int) -> String {
    let text = NumberText.signed(sum.terms[index].product, decimals: table.decimals)
    return index == sum.largestTerm ? "[\(text)]" : text + " "
  }

  /// The largest product and the unit that it reads.
  private var largestLines: [String] {
    guard let index = sum.largestTerm, let source = study.network.layers[layer].inputs.first else {
      return sum.reasonForNoLargest.map { ["no product is the largest: \($0)"] } ?? []
    }
    let term = sum.terms[index]
    let unit = UnitAddress(layer: source, position: term.position)
    let role = study.role(of: unit).map { " (\($0))" } ?? ""
    let channel = sum.channels > 1 ? " of the channel that counts most" : ""
    return [
      "[ ] the largest product\(channel): \(study.name(of: unit))\(role), \(study.product(term, ofLayer: layer))"
    ]
  }

  /// What every channel adds, and the sum so far; then bias, rounding and sum.
  private var channelLines: [String] {
    let ledger = Ledger(table.explanation, showing: .channels(Array(0..<sum.channels)))
    let channels = ledger.rows.compactMap { row -> [String]? in
      guard case .channel(let channel) = row.kind else { return nil }
      return [
        name(ofChannel: channel), NumberText.signed(row.amount ?? 0, decimals: table.decimals),
        table.text(row.total ?? 0),
      ]
    }
    return textTable(
      ["channel", "sum of \(sum.termsPerChannel)", "so far"],
      channels + table.closingLines(of: ledger).map { [$0.words, $0.number, ""] }, rightAligned: [1, 2])
  }
}

extension UnitTable {
  /// The sum of a dense unit: its largest products first, the others together, closed so that it adds up.
  func lines(of sum: WeightedSum) -> [String] {
    let inputs = study.network.layers[layer].inputs
    // Whether the numbers moved to where they are read.
    let hasOrigins = inputs.contains { study.network.layers[$0].operation is Flatten }
    let ranked = indicesBySize(sum.terms.map(\.product)).filter { !sum.terms[$0].addsNothing }
    let shown = Array(ranked.prefix(20))
    let products = shown.map { index in
      let term = sum.terms[index]
      let unit = UnitAddress(layer: inputs.first ?? 0, position: term.position)
      let origin = study.pass.largestSource(of: unit).map(study.name(of:)) ?? ""
      return [study.name(of: unit)] + (hasOrigins ? [origin] : [])
        + [study.factors(term, ofLayer: layer), NumberText.signed(term.product, decimals: decimals)]
    }
    let closing = closingLines(of: Ledger(explanation, showing: .products(shown))).map {
      [$0.words] + (hasOrigins ? [""] : []) + ["", $0.number]
    }
    return textTable(
      ["\(NumberText.grouped(sum.terms.count)) products"] + (hasOrigins ? ["comes from"] : [])
        + ["input × weight", "product"],
      products + closing, rightAligned: hasOrigins ? [2, 3] : [1, 2])
  }
}
