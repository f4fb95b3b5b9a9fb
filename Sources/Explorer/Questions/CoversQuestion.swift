import ConvNet

/// Which of two covers takes more from the winner's logit: for a vote.
///
/// Of some squares that are drawn it is the worst, and of those that clearly take less the one that takes most.
struct CoversQuestion: QuestionDraft {
  let subject: QuestionSubject
  let trials: CoverTrials
  /// The one that takes more.
  let worst: CoverTrials.Trial
  /// The other one.
  let milder: CoverTrials.Trial

  /// The most squares that are drawn.
  private static let mostSquares = 5
  /// How much less the other one takes at the least, as a part of what the worst takes.
  private static let leastDifference: Float = 0.5

  init?(_ subject: QuestionSubject, line: Int, _ numbers: inout SeededNumbers) {
    guard line == 0, let trials = subject.coverTrials else { return nil }
    let drawn = numbers.shuffled(trials.trials).prefix(Self.mostSquares)
    guard drawn.allSatisfy(\.change.isFinite), let worst = drawn.min(by: { $0.change < $1.change }),
      trials.isNotable(worst.change)
    else { return nil }
    let limit = worst.change * (1 - Self.leastDifference)
    guard let milder = drawn.filter({ $0.change >= limit }).min(by: { $0.change < $1.change }) else {
      return nil
    }
    (self.subject, self.trials, self.worst, self.milder) = (subject, trials, worst, milder)
  }

  var place: Question.Place { Question.Place(layer: 0) }
  var right: String { worst.square.words }
  var claims: [Claim] { [Claim(belief: .otherCover, text: milder.square.words)] }
  var experiment: Change? { .paint(PixelArea(worst.square), CoverTrials.questionFill.paint) }

  func square(of belief: Belief?) -> OcclusionSquare? { belief == nil ? worst.square : milder.square }
}
