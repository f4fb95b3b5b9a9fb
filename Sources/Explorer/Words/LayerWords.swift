import CellScreen
import ConvNet
import Tensors

/// What the screen says of a line of the listing.
public struct LineWords: Equatable, Sendable {
  /// What the line does, in one sentence; several wordings, the longest first.
  public var sentences: [String]
  /// How the shape comes about.
  public var shapeArithmetic: String
  /// How the number of parameters comes about; empty where there is nothing to say.
  public var parameterArithmetic: String

  /// Makes the words of a line.
  init(_ sentences: [String], shape: String = "", parameters: String = "") {
    self.sentences = sentences
    self.shapeArithmetic = shape
    self.parameterArithmetic = parameters
  }

  /// The longest sentence that fits into a number of columns, else the shortest.
  public func sentence(fitting columns: Int) -> String {
    sentences.first { DisplayText($0).width <= columns } ?? sentences.last ?? ""
  }
}

/// Where a layer stands, as far as its words need to know.
struct LayerContext {
  let network: Network
  let index: Int

  /// The shape of the layer's first input; its own for the layer that a picture enters by.
  var input: Shape { network.inputShapes(ofLayer: index).first ?? network.shapes[index] }
  /// The shape of the layer's activation.
  var output: Shape { network.shapes[index] }
  /// Whether the layer reads the picture itself.
  var readsPicture: Bool { network.layers[index].inputs == [0] }
  /// Whether no layer reads this one.
  var isLast: Bool { index == network.layers.count - 1 }

  /// The channels of the input, counted: `3 channels` of a picture, `32 maps` of a layer.
  var countedChannels: String {
    let count = input.channels
    if readsPicture { return count == 1 ? "1 channel" : "\(count) channels" }
    return count == 1 ? "1 map" : "\(count) maps"
  }

  /// The channels of the input as what a filter spans: `all 3 channels`, `the 1 channel`.
  var allChannels: String { (input.channels == 1 ? "the " : "all ") + countedChannels }
}

/// A layer kind that can say what it does.
protocol DescribedLayer: LayerKind {
  /// What is said of the layer's line.
  func words(in context: LayerContext) -> LineWords
  /// What is said of the cell under the cursor of one of its maps; several wordings, the longest first.
  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String]
}

extension DescribedLayer {
  func cellSentences(at cursor: LayerCursor, in context: LayerContext) -> [String] {
    words(in: context).sentences
  }
}

extension LineWords {
  /// What is said of the selected line, or of the cell under the cursor.
  public init(_ state: ExplorerState) {
    if let fault = state.model.fault {
      self.init([fault])
    } else if state.isOnSoftmax {
      self.init(softmaxOf: state.evaluation?.logits ?? [], classes: state.model.network?.outputShape[0] ?? 0)
    } else if let network = state.model.network, let layer = state.layer {
      let context = LayerContext(network: network, index: layer)
      guard let kind = network.layers[layer].kind as? any DescribedLayer else {
        self.init([], shape: "\(context.input) → \(context.output)")
        return
      }
      var words = kind.words(in: context)
      if state.depth == .map { words.sentences = kind.cellSentences(at: state.cursor, in: context) }
      self = words
    } else {
      self.init([])
    }
  }

  /// What is said of the line of softmax.
  private init(softmaxOf logits: [Float], classes: Int) {
    self.init(["Turns \(classes) logits into \(classes) shares of 100 %. Not a layer here; the order stays."])
    let exponentials = logits.map { exponential(Double($0)) }
    let sum = exponentials.reduce(0, +)
    guard let winner = Statistics(logits).maximumIndex, sum < 1e9 else { return }
    let logit = NumberText.fixed(logits[winner], decimals: 3)
    let part = NumberText.fixed(exponentials[winner], decimals: 2)
    let share = NumberText.percent(exponentials[winner] / sum, decimals: 3)
    let equals = share.hasPrefix(">") ? "" : "= "
    shapeArithmetic = "e^\(logit) ÷ Σ = \(part) ÷ \(NumberText.fixed(sum, decimals: 2)) \(equals)\(share)"
  }
}

/// Rows or columns as words: `row 12`, `rows 18–20`, `rows 3, 7 and 11`.
public func counted(_ noun: String, _ places: [Int]) -> String {
  guard let first = places.first, let last = places.last else { return "no \(noun)" }
  if places.count == 1 { return "\(noun) \(first)" }
  if last - first == places.count - 1 { return "\(noun)s \(first)–\(last)" }
  return "\(noun)s " + places.dropLast().map(String.init).joined(separator: ", ") + " and \(last)"
}

extension WindowGrid {
  /// The places under the window as words: `rows 18–20, columns 27–29`; padding is named where there is some.
  func placesInWords(row: Int, column: Int) -> String {
    let rowPlaces = rows.places(at: row)
    let columnPlaces = columns.places(at: column)
    let words = counted("row", Array(rowPlaces)) + ", " + counted("column", Array(columnPlaces))
    let isWhole = rowPlaces == rows.window(at: row) && columnPlaces == columns.window(at: column)
    return isWhole ? words : words + " and padding"
  }
}

extension WindowAxis {
  /// How the output's extent comes about: `32−3+1`, `30÷2`, `⌊13÷2⌋`, `⌊(32−3)÷2⌋+1`, `⌈32÷2⌉`.
  func arithmetic(padding: Padding) -> String {
    let minus = NumberText.minus
    if padding == .same {
      guard stride == 1 else { return divided("\(inputExtent)", inputExtent, up: true) }
      let border = paddingBefore + paddingAfter
      return border == 0 ? "\(inputExtent)" : "\(inputExtent)+\(border)\(minus)\(windowExtent)+1"
    }
    if stride == 1 { return "\(inputExtent)\(minus)\(windowExtent)+1" }
    if stride == windowExtent { return divided("\(inputExtent)", inputExtent, up: false) }
    return divided("(\(inputExtent)\(minus)\(windowExtent))", inputExtent - windowExtent, up: false) + "+1"
  }

  /// A division by the stride, in the brackets of its rounding where it needs one.
  private func divided(_ text: String, _ value: Int, up: Bool) -> String {
    let quotient = "\(text)÷\(stride)"
    if value.isMultiple(of: stride) { return quotient }
    return up ? "⌈\(quotient)⌉" : "⌊\(quotient)⌋"
  }
}
