import CellScreen
import ConvNet
import Tensors

/// What comes after the sums of the channels and the bias of one unit; the unit is drawn.
///
/// Of lines that read the picture only: how many maps a line makes that others read is asked elsewhere.
struct SumQuestion: QuestionDraft {
  let subject: QuestionSubject
  let line: Int
  let convolution: Conv2D
  let position: [Int]
  let sum: WeightedSum
  private let input: Tensor
  private let value: Float

  /// The most channels whose sums a person adds up: of so many, and the bias, each rounded, the sum is right within three of
  /// its last digit.
  static let mostChannels = 4
  /// How many units are looked at before the one with the most answers is asked about.
  private static let mostDraws = 8

  init?(_ subject: QuestionSubject, line: Int, at wanted: [Int]?, _ numbers: inout SeededNumbers) {
    guard let convolution = subject.network.layers[line].operation as? Conv2D, let trace = subject.trace,
      subject.readsPicture(line)
    else { return nil }
    let (shape, input) = (subject.network.shapes[line], trace.activations[subject.source(line) ?? 0])
    var (best, mostAnswers): (SumQuestion?, Int) = (nil, 0)
    for _ in 0..<(wanted == nil ? Self.mostDraws : 1) {
      let position = wanted ?? shape.indices(ofOffset: numbers.nextIndex(below: shape.count))
      guard
        case .weightedSum(let sum) = convolution.form(
          ofUnitAt: position, inputs: [input], subject.trained.parameters(ofLayer: line)),
        (2...Self.mostChannels).contains(sum.channels)
      else { return nil }
      let draft = SumQuestion(
        subject: subject, line: line, convolution: convolution, position: position, sum: sum, input: input,
        value: trace.preActivations[line][position: position])
      guard draft.value.isFinite, (0..<sum.channels).allSatisfy({ sum.subtotal(ofChannel: $0) != 0 }) else {
        continue
      }
      let count = draft.wrongAnswers.count
      if count > mostAnswers { (best, mostAnswers) = (draft, count) }
    }
    guard let best else { return nil }
    self = best
  }

  private init(
    subject: QuestionSubject, line: Int, convolution: Conv2D, position: [Int], sum: WeightedSum,
    input: Tensor,
    value: Float
  ) {
    (self.subject, self.line, self.convolution) = (subject, line, convolution)
    (self.position, self.sum, self.input, self.value) = (position, sum, input, value)
  }

  var place: Question.Place { Question.Place(layer: line, position: position) }
  // That sums stay apart is what those say who think of channels one by one.
  var likeliestCount: Int { 2 }
  var right: String { printed(Double(value)) }

  /// A number as it is printed.
  func printed(_ value: Double) -> String { subject.number(value, ofLine: line) }

  var claims: [Claim] {
    let averaged = value(misread: .averaged).map { Claim(belief: .misreading(.averaged), text: printed($0)) }
    let apart = Claim(
      belief: .misreading(.eachWithEach), text: "\(sum.channels) numbers, one for each channel")
    let largest = (0..<sum.channels).map { sum.subtotal(ofChannel: $0) }.max() ?? 0
    let others = [Claim(belief: .largestChannel, text: printed(largest + Double(sum.bias ?? 0)))]
    let bare = Claim(belief: .withoutBias, text: printed(sum.sumOfProducts))
    return [averaged, apart].compactMap(\.self) + others + (sum.bias == nil ? [] : [bare])
  }

  /// The number as the line misread makes it.
  private func value(misread misreading: Misreading) -> Double? {
    let edits = subject.misreadNetwork(line, misreading).edits(of: subject.trained)
    var operation: (any Operation)?
    var tensors = subject.trained.parameters(ofLayer: line).tensors
    for edit in edits {
      if case .operation(layer: line, let misread) = edit { operation = misread }
      if case .parameterTensor(let address, let tensor) = edit { tensors[address.name] = tensor }
    }
    guard
      case .weightedSum(let sum)? = operation?.form(
        ofUnitAt: position, inputs: [input], LayerParameters(tensors))
    else { return nil }
    return sum.sumOfProducts + Double(sum.bias ?? 0)
  }
}
