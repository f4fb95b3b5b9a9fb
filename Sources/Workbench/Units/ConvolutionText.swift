internal import CellScreen
internal import ConvNet
internal import Explorer

/// The sum of a convolution unit: patch × kernel = products, and a line a channel, closed so that it adds up.
///
/// Up to four channels are shown in full; of more only the one that the largest product to follow lies in.
struct ConvolutionText {
  private let study: PictureStudy
  private let explanation: Explanation
  private let sum: WeightedSum
  private let kernel: Size2D
  private let decimals: Int

  init(_ study: PictureStudy, _ explanation: Explanation, _ sum: WeightedSum, _ kernel: Size2D) {
    self.study = study
    self.explanation = explanation
    self.sum = sum
    self.kernel = kernel
    decimals = study.decimals(ofLayer: explanation.layer)
  }

  /// The products, then the channels.
  var lines: [String] { productLines + largestLines + [""] + channelLines }

  /// Of each shown channel the patch, the kernel and the products, a line a kernel row.
  private var productLines: [String] {
    let largest = (sum.largestTerm ?? 0) / sum.termsPerChannel
    let shown = sum.channels <= 4 ? Array(0..<sum.channels) : [largest]
    var table = TextTable(headings, rightAligned: Set(1..<headings.count))
    for channel in shown {
      for row in 0..<kernel.height { table.append(cells(channel: channel, row: row)) }
      if channel != shown.last { table.append(headings.map { _ in "" }) }
    }
    return table.lines
  }

  private var headings: [String] {
    let columns = sum.terms.prefix(kernel.width).map { "column \(NumberText.grouped($0.position[1]))" }
    let blanks = [String](repeating: "", count: kernel.width - 1)
    return ["patch"] + columns + [""] + ["weight"] + blanks + [""] + ["product "] + blanks
  }

  private func cells(channel: Int, row: Int) -> [String] {
    let start = channel * sum.termsPerChannel + row * kernel.width
    let places = start..<start + kernel.width
    let terms = sum.terms[places]
    let name = name(ofChannel: channel)
    return ["\(name), row \(NumberText.grouped(terms[start].position[0]))"]
      + terms.map { $0.isOutside ? "padding" : NumberText.fixed($0.input, decimals: 4) } + ["×"]
      + terms.map { NumberText.signed($0.weight, decimals: 4) } + ["="] + places.map(product)
  }

  /// What a channel of the sum is called: by its place in the input, of which a filter may span a part only.
  private func name(ofChannel channel: Int) -> String {
    let place = sum.terms[channel * sum.termsPerChannel].position[2]
    return study.nameOfChannel(place, readBy: explanation.layer)
  }

  /// A product, in brackets where it is the largest.
  private func product(_ index: Int) -> String {
    let text = NumberText.signed(sum.terms[index].product, decimals: decimals)
    return index == sum.largestTerm ? "[\(text)]" : text + " "
  }

  /// The largest product and the unit that it reads.
  private var largestLines: [String] {
    guard let index = sum.largestTerm, let source = study.network.layers[explanation.layer].inputs.first
    else {
      return sum.reasonForNoLargest.map { ["no product is the largest: \($0)"] } ?? []
    }
    let term = sum.terms[index]
    let unit = UnitAddress(layer: source, position: term.position)
    let role = study.role(of: unit).map { " (\($0))" } ?? ""
    let channel = sum.channels > 1 ? " of the channel that counts most" : ""
    return [
      "[ ] the largest product\(channel): \(study.name(of: unit))\(role), \(study.product(term, ofLayer: explanation.layer))"
    ]
  }

  /// What every channel adds, and the sum so far; then bias, rounding and sum.
  private var channelLines: [String] {
    var table = TextTable(["channel", "sum of \(sum.termsPerChannel)", "so far"], rightAligned: [1, 2])
    let ledger = Ledger(explanation, showing: .channels(Array(0..<sum.channels)))
    for row in ledger.rows {
      guard case .channel(let channel) = row.kind else { continue }
      table.append([
        name(ofChannel: channel), NumberText.signed(row.amount ?? 0, decimals: decimals),
        NumberText.fixed(row.total ?? 0, decimals: decimals),
      ])
    }
    for line in study.closingLines(of: ledger) { table.append(line + [""]) }
    return table.lines
  }
}
