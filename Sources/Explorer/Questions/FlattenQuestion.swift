import ConvNet
import Tensors

/// Which place of which map a number of a flatten line comes from; the number is drawn.
struct FlattenQuestion: QuestionDraft {
  let subject: QuestionSubject
  let line: Int
  let flatten: Flatten
  let shape: Shape
  let index: Int

  /// How many numbers are looked at before the one with the most answers is asked about.
  private static let mostDraws = 24

  init?(_ subject: QuestionSubject, line: Int, at wanted: [Int]?, _ numbers: inout SeededNumbers) {
    let shape = subject.input(line)
    guard let flatten = subject.network.layers[line].operation as? Flatten, subject.trace != nil,
      shape.rank == 3, shape.count > 1
    else { return nil }
    let drawn = wanted ?? (0..<Self.mostDraws).map { _ in 1 + numbers.nextIndex(below: shape.count - 1) }
    let drafts = drawn.map { FlattenQuestion(subject, line, flatten, shape, $0) }
    guard let best = drafts.max(by: { $0.wrongAnswers.count < $1.wrongAnswers.count }) else { return nil }
    self = best
  }

  private init(_ subject: QuestionSubject, _ line: Int, _ flatten: Flatten, _ shape: Shape, _ index: Int) {
    (self.subject, self.line, self.flatten, self.shape, self.index) = (subject, line, flatten, shape, index)
  }

  var place: Question.Place { Question.Place(layer: line, position: [index]) }
  var right: String { Self.printed(flatten.origin(ofIndex: index, in: shape)) }

  /// A place as it is printed: `row 2, column 3, map 27`.
  static func printed(_ position: [Int]) -> String {
    "row \(position[0]), column \(position[1]), map \(position[2])"
  }

  var claims: [Claim] {
    let order: Belief = flatten.order == .channelsLast ? .mapByMap : .placeByPlace
    return [order, .columnByColumn, .countedFromOne].map { belief in
      Claim(belief: belief, text: Self.printed(origin(of: index, by: belief)))
    }
  }

  /// Where a number comes from as somebody has it who is wrong.
  func origin(of index: Int, by belief: Belief) -> [Int] {
    switch belief {
    case .mapByMap: return Flatten(.channelsFirst).origin(ofIndex: index, in: shape)
    case .placeByPlace: return Flatten(.channelsLast).origin(ofIndex: index, in: shape)
    case .columnByColumn:
      let place = flatten.origin(ofIndex: index, in: Shape(shape[1], shape[0], shape[2]))
      return [place[1], place[0], place[2]]
    default: return flatten.origin(ofIndex: max(0, index - 1), in: shape)
    }
  }
}
