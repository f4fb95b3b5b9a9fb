import CellScreen
import ConvNet
import Tensors

/// Which number comes out of one window of a pooling; a window whose numbers are all printed differently is drawn.
struct WindowQuestion: QuestionDraft {
  let subject: QuestionSubject
  let line: Int
  let pooling: Pooling2D
  let position: [Int]
  /// The numbers inside of the input, by row, then column.
  let window: [WindowPlace]
  private let input: Tensor
  private let value: Float

  /// The most numbers that a person looks through.
  private static let mostPlaces = 16
  /// How many windows are looked at before none is asked about.
  private static let mostDraws = 2_000

  init?(_ subject: QuestionSubject, line: Int, at wanted: [Int]?, _ numbers: inout SeededNumbers) {
    guard let pooling = subject.network.layers[line].operation as? Pooling2D, let trace = subject.trace,
      let source = subject.source(line)
    else { return nil }
    (self.subject, self.line, self.pooling) = (subject, line, pooling)
    input = trace.activations[source]
    let shape = subject.network.shapes[line]
    let start = wanted.map(shape.offset) ?? numbers.nextIndex(below: shape.count)
    for distance in 0..<(wanted == nil ? min(shape.count, Self.mostDraws) : 1) {
      let position = shape.indices(ofOffset: (start + distance) % shape.count)
      let places = pooling.form(ofUnitAt: position, inputs: [input]).windowPlaces.filter { !$0.isOutside }
      guard (2...Self.mostPlaces).contains(places.count), places.allSatisfy({ $0.value.isFinite }),
        Set(places.map { subject.number($0.value, ofLine: source) }).count == places.count
      else { continue }
      (self.position, window) = (position, places)
      value = trace.activations[line][position: position]
      return
    }
    return nil
  }

  var place: Question.Place { Question.Place(layer: line, position: position) }
  var right: String { printed(value) }

  /// A number as it is printed.
  func printed(_ value: Float) -> String { subject.number(value, ofLine: line) }

  var claims: [Claim] {
    let other: (Belief, PoolingRule) = pooling.rule == .maximum ? (.mean, .average) : (.largest, .maximum)
    return [
      Claim(belief: other.0, text: printed(number(other.1))),
      Claim(belief: .first, text: printed(window[0].value)), Claim(belief: .added, text: printed(sum)),
    ]
  }

  /// What a rule makes of the window.
  private func number(_ rule: PoolingRule) -> Float {
    let pooling = Pooling2D(
      rule, poolSize: pooling.poolSize, strides: pooling.strides, padding: pooling.padding)
    let form = pooling.form(ofUnitAt: position, inputs: [input])
    if case .windowAverage(let window) = form { return Float(window.sum / Double(window.count)) }
    if case .windowMaximum(let window) = form { return window.places[window.winner].value }
    return value
  }

  /// The numbers of the window added up.
  var sum: Float { Float(WindowAverage(places: window).sum) }

  var experiment: Change? {
    subject.misread(line, .meanPool) == nil
      ? nil : .read(.meanPool, layer: subject.network.layers[line].name)
  }
}

extension Explanation.Form {
  /// The places of a pooling's window; none of other forms.
  fileprivate var windowPlaces: [WindowPlace] {
    if case .windowMaximum(let window) = self { return window.places }
    if case .windowAverage(let window) = self { return window.places }
    return []
  }
}
