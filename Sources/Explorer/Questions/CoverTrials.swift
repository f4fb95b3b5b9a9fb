import ConvNet
import Tensors

/// What covers of a few squares of a picture, which stand apart, do to the winner's logit: what evidence finds, of so few places
/// that a person can wait for it.
struct CoverTrials: Sendable {
  /// A square with what covering it does.
  struct Trial: Sendable {
    let square: OcclusionSquare
    /// The change of the logit, by what covers the square, as far as it was worked out; `questionFill` always was.
    let changes: [OcclusionFill: Float]

    /// The change under the cover that is asked about.
    var change: Float { changes[CoverTrials.questionFill] ?? .nan }
  }

  /// The class whose logit it is.
  let winner: Int
  /// Its logit without a cover.
  let logit: Double
  /// The side of the squares.
  let side: Int
  /// The squares, from the first row on.
  let trials: [Trial]

  /// What covers squares where one question is asked.
  static let questionFill = OcclusionFill.grey
  /// The products that all passes together may have.
  private static let usualProducts = 8_000_000_000
  /// The products that they may have where only two squares are tried.
  private static let mostProducts = 15_000_000_000
  /// So many squares, tried with every fill, are better than more that are tried with one.
  private static let enoughSquares = 4

  /// Covers squares of a picture's samples, (height, width, channel) in 0…1; `nil` where there is no winner, there is no such
  /// evidence, or a person would wait too long.
  init?(_ model: ExplorerModel, _ trained: TrainedNetwork, _ trace: Trace, _ samples: Tensor) {
    guard let logits = trace.logits, case .winner(let winner)? = Verdict(logits: logits),
      samples.shape == trained.network.inputShape,
      let extent = Self.extent(ofPass: model.multiplyAddsBefore.last ?? 0)
    else { return nil }
    let side = Evidence.usualSide(of: samples.shape)
    let places = Self.places(of: side, in: samples.shape)
    guard places.count > 1,
      let sweep = try? OcclusionSweep(
        trained, samples: samples, model.preprocessing, side: side, of: .logit(winner))
    else { return nil }
    (self.winner, self.side, logit) = (winner, side, sweep.base)
    let width = samples.shape[1]
    trials = Self.spread(places, over: extent.squares).map { place in
      let square = OcclusionSquare(side: side, row: place / width, column: place % width, of: samples.shape)
      return Trial(
        square: square,
        changes: Dictionary(
          uniqueKeysWithValues: extent.fills.map { ($0, sweep.change(atPlace: place, $0)) }))
    }
  }

  /// How much a cover takes at the least, as a part of the logit: below it is chance.
  private static let leastShare = 0.01

  /// Whether a change takes something that is worth a word.
  func isNotable(_ change: Float) -> Bool {
    Double(-change) >= Self.leastShare * max(abs(logit), .leastNormalMagnitude)
  }

  /// How many squares are tried at the most, and with which fills, where a pass has so many products; `nil` where it has too
  /// many.
  static func extent(ofPass products: Int) -> (squares: Int, fills: [OcclusionFill])? {
    let fills = OcclusionFill.allCases
    // One pass is that without a cover.
    let passes = usualProducts / max(1, products) - 1
    if passes / fills.count >= enoughSquares { return (passes / fills.count, fills) }
    if passes >= 2 { return (passes, [questionFill]) }
    return products <= mostProducts / 3 ? (2, [questionFill]) : nil
  }

  /// The middles, row · width + column, of squares that stand apart, and in pictures too small for that beside each other.
  static func places(of side: Int, in shape: Shape) -> [Int] {
    // So far apart that frames have room between them at any size.
    let gap = max(4, side)
    let pitch = side + (2 * side + gap <= min(shape[0], shape[1]) ? gap : 0)
    func middles(_ extent: Int) -> [Int] {
      Array(stride(from: side / 2 + (extent - side) % pitch / 2, through: extent - 1 - side / 2, by: pitch))
    }
    let columns = middles(shape[1])
    return middles(shape[0]).flatMap { row in columns.map { row * shape[1] + $0 } }
  }

  /// At most so many of some places, from the first to the last.
  private static func spread(_ places: [Int], over count: Int) -> [Int] {
    guard places.count > count else { return places }
    return (0..<count).map { places[$0 * (places.count - 1) / max(1, count - 1)] }
  }
}
