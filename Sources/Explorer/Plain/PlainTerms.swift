import CellScreen
import ConvNet
import KerasNotation
import Tensors

/// What a unit is made of, as numbered lines and as those that close the arithmetic.
struct PlainTerms {
  /// A number that went in.
  struct Term {
    /// What is said of it.
    let words: String
    /// Where it comes from; `nil` for the padding and for numbers of the layer's own.
    let place: InputPlace?
    /// Which product or channel of a sum it is.
    var part = 0
  }

  /// The numbers that went in, the one that gave the most first where they are ranked.
  private(set) var terms: [Term] = []
  /// What went in and adds nothing.
  private(set) var silent: [String] = []
  /// What the numbers make together.
  private(set) var closing: [String] = []
  /// Whether the terms are the channels of a sum, or its products; `nil` where they are no parts of one.
  private var isByChannel: Bool?

  private let session: PlainSession
  private let network: Network
  private let layer: Int
  private let explanation: Explanation

  init(_ session: PlainSession, _ explanation: Explanation, in network: Network) {
    self.session = session
    self.network = network
    layer = explanation.layer
    self.explanation = explanation
    switch explanation.form {
    case .given: break
    case .held(let hold): closing.append(PlainText.sentence(hold.words) + ".")
    case .padding: closing.append("A 0 put around the input: no unit made it.")
    case .weightedSum(let sum): add(sum)
    case .windowMaximum(let window): add(window)
    case .windowAverage(let window): add(window)
    case .moved(let origin):
      let value = input(explanation.preActivation, origin)
      let isSame = explanation.activationFunction == .linear
      terms.append(
        Term(words: "\(name(origin))" + (isSame ? ", the same number" : ": \(value)"), place: origin))
    case .elementwise(let elementwise): add(elementwise)
    case .merged(let merge): add(merge)
    }
  }

  /// A number as those of the layer are said.
  private func number(_ value: Double) -> String {
    PlainText.number(value, decimals: session.decimals(ofLayer: layer))
  }

  /// A number as those of the layer that is read are said.
  private func input(_ value: Float, _ place: InputPlace) -> String {
    session.number(value, ofLayer: network.layers[layer].inputs[place.input])
  }

  /// Where a number comes from: `map 27, row 2, column 3`, `unit 55`; of several inputs with the layer's name.
  private func name(_ place: InputPlace) -> String {
    let inputs = network.layers[layer].inputs
    let source = inputs[place.input]
    let prefix = inputs.count > 1 ? session.name(ofLine: source) + ", " : ""
    guard network.shapes[source].rank == 3 else {
      return "\(prefix)unit \(place.position.map(String.init).joined(separator: ","))"
    }
    let map = session.mapName(place.position[2], ofLayer: source)
    return "\(prefix)\(map), row \(place.position[0]), column \(place.position[1])"
  }

  // MARK: Sums

  private mutating func add(_ sum: WeightedSum) {
    let isLong = Explorer.isByChannel(sum) && sum.termsPerChannel > 1
    isByChannel = isLong
    if isLong {
      addChannels(of: sum)
    } else {
      addProducts(of: sum)
    }
  }

  /// The sum with a row for each of the first terms; `nil` where the terms are not added.
  func ledger(showing count: Int) -> Ledger? {
    let parts = terms.prefix(count).map(\.part)
    return isByChannel.map { Ledger(explanation, showing: $0 ? .channels(parts) : .products(parts)) }
  }

  /// A line a product that is not of a 0.
  private mutating func addProducts(of sum: WeightedSum) {
    for index in indicesBySize(sum.terms.map(\.product)) where !sum.terms[index].addsNothing {
      let term = sum.terms[index]
      terms.append(
        Term(
          words: "\(name(InputPlace(term.position)))\(origin(term)): \(product(term))",
          place: InputPlace(term.position), part: index))
    }
    let outside = sum.terms.count(where: \.isOutside)
    let zeros = sum.terms.count(where: \.addsNothing) - outside
    if zeros > 0 {
      silent.append(
        zeros == 1 ? "1 input is 0: it adds 0." : "\(NumberText.grouped(zeros)) inputs are 0: they add 0.")
    }
    if outside > 0 { silent.append("\(countedNoun(outside, "place")) of padding: nothing to add.") }
  }

  /// A product: `1.1500 times 0.345 = 0.397`.
  private func product(_ term: ConvNet.Term) -> String {
    "\(input(term.input, InputPlace(term.position))) times \(number(Double(term.weight))) = \(number(term.product))"
  }

  /// Where a number stood before it was moved to a line.
  private func origin(_ term: ConvNet.Term) -> String {
    let source = network.layers[layer].inputs[0]
    guard network.layers[source].operation is Flatten,
      let unit = session.state.shown?.trace.largestSource(
        of: UnitAddress(layer: source, position: term.position))
    else { return "" }
    return ", from \(session.shortName(of: unit))"
  }

  /// A line a channel of which not all numbers are 0, with its largest product.
  private mutating func addChannels(of sum: WeightedSum) {
    var zeros = 0
    for channel in channelOrder(of: sum, .bySize) {
      guard sum.terms(ofChannel: channel).contains(where: { !$0.addsNothing }) else {
        zeros += 1
        continue
      }
      let term = sum.terms[largestTerm(of: sum, channel: channel)]
      let subtotal = sum.subtotal(ofChannel: channel)
      let place = "row \(term.position[0]), column \(term.position[1])"
      let source = network.layers[layer].inputs[0]
      let map = session.mapName(sum.map(ofChannel: channel), ofLayer: source)
      terms.append(
        Term(
          words: "\(map): \(number(subtotal)), most at \(place): \(product(term))",
          place: InputPlace(term.position), part: channel))
    }
    if zeros > 0 {
      silent.append(
        "\(zeros == 1 ? "1 map is" : "\(NumberText.grouped(zeros)) maps are") 0 in the window: 0 to add.")
    }
  }

  // MARK: Windows

  private mutating func add(_ window: WindowMaximum) {
    for index in window.places.indices where !window.places[index].isOutside {
      let kept = index == window.winner ? ", kept" : ""
      add(window.places[index], kept)
    }
    let count = NumberText.grouped(terms.count)
    closing.append("The largest of \(count): \(number(Double(window.places[window.winner].value))).")
  }

  private mutating func add(_ window: WindowAverage) {
    for place in window.places where !place.isOutside { add(place, "") }
    let count = NumberText.grouped(window.count)
    let mean = window.count > 0 ? window.sum / Double(window.count) : 0
    closing += ["Sum: \(number(window.sum)).", "Divided by \(count): \(number(mean))."]
  }

  private mutating func add(_ place: WindowPlace, _ mark: String) {
    let origin = InputPlace(place.position)
    terms.append(Term(words: "\(name(origin)): \(number(Double(place.value)))\(mark)", place: origin))
  }

  // MARK: Steps and merges

  private mutating func add(_ elementwise: Elementwise) {
    let start = input(elementwise.input, elementwise.place)
    terms.append(Term(words: "\(name(elementwise.place)): \(start)", place: elementwise.place))
    for (index, step) in elementwise.steps.enumerated() {
      let result = number(elementwise.value(afterSteps: index + 1))
      let operand = number(step.operand)
      closing.append("\(PlainText.spoken(step.words)), \(operand): \(result).")
    }
  }

  private mutating func add(_ merge: Merge) {
    for (index, operand) in merge.operands.enumerated() {
      let kept = merge.kept == index ? ", kept" : ""
      terms.append(
        Term(
          words: "\(name(operand.place)): \(input(operand.value, operand.place))\(kept)", place: operand.place
        ))
    }
    closing.append("\(merge.operation.className): \(number(merge.value)).")
  }
}
