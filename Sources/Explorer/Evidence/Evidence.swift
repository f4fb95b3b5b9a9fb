import CellScreen
public import ConvNet
import Tensors

/// The mode in which the places of the picture are covered one after the other: what with, how large, and where the
/// cursor is.
public struct Evidence: Equatable, Sendable {
  /// What is shown.
  public internal(set) var cover = Cover.fill(.grey)
  /// The side of the square: 1, 3, 5 and so on.
  public internal(set) var side: Int
  /// Where somebody has put the cursor; `nil` while it stands by itself.
  var chosen: LayerCursor?
  /// The number that somebody has named; `nil` for the lead over the runner-up.
  var named: EvidenceQuantity?
  /// Whether nothing more is computed for now.
  public internal(set) var isPaused = false
  /// Whether leaving it leads back to where one was before.
  var leadsBack = false

  /// The side at first: of a picture of 32×32 5, of others the same part, but not a single place.
  static func usualSide(of shape: Shape) -> Int {
    let side = min(shape[0], shape[1]) * 5 / 32
    return min(max(side / 2 * 2 + 1, 3), largestSide(of: shape))
  }

  /// The largest side: no larger than the picture.
  static func largestSide(of shape: Shape) -> Int { max(1, (min(shape[0], shape[1]) - 1) / 2 * 2 + 1) }
}

/// What a person wants of evidence.
public enum EvidenceStep: Hashable, Sendable {
  /// The cursor beside where it is.
  case move(Move.Direction)
  /// The cursor at the place that takes away most, or that adds most.
  case extreme(isLowest: Bool)
  /// A larger square, or a smaller one.
  case size(by: Int)
  /// Another cover.
  case cover(by: Int)
  /// No more to be computed for now; or that it goes on.
  case pause
  /// The cover under the cursor as a change.
  case make
  /// The original in place of what was changed, or the other way round.
  case look
  /// An end of it.
  case end
}

/// What the keys ask for while one looks at evidence; keys that are not among them act as ever.
let intentsWithEvidence: [KeyPress: EvidenceStep] = [
  .up: .move(.up), .character("k"): .move(.up), .down: .move(.down), .character("j"): .move(.down),
  .left: .move(.left), .character("h"): .move(.left), .right: .move(.right), .character("l"): .move(.right),
  .home: .extreme(isLowest: true), .character("g"): .extreme(isLowest: true),
  .end: .extreme(isLowest: false), .character("G"): .extreme(isLowest: false),
  .character("+"): .size(by: 1), .character("="): .size(by: 1), .character("-"): .size(by: -1),
  .character("c"): .cover(by: 1), .character("C"): .cover(by: -1), .character(" "): .pause, .enter: .make,
  .character("b"): .look, .character("B"): .look, .escape: .end,
]

/// Which changes of which number evidence consists of.
struct EvidenceKey: Hashable {
  /// The index of the picture.
  let picture: Int
  /// What is changed.
  let changes: [Change]
  /// The number.
  let quantity: EvidenceQuantity
  /// The side of the square.
  let side: Int
}

/// The evidence that is known, and what is being sought.
struct EvidenceStore {
  /// A sweep that is on its way.
  struct Sweep: Equatable {
    let key: EvidenceKey
    let cover: Cover
  }

  /// What is known, the latest last.
  private(set) var found: [(key: EvidenceKey, findings: CoverFindings)] = []
  /// The number of the latest request.
  var generation = 0
  /// What was looked at last, without its number and its place; `nil` where nothing was.
  var last: Evidence?
  /// The sweep that is on its way; `nil` where none is.
  var sweep: Sweep?
  /// Why there is none, in words.
  private(set) var failure: (key: EvidenceKey, words: String)?

  /// How many places of evidence are kept, so that turning back to it is quick.
  private static let keptPlaces = 1 << 21

  /// What is known; `nil` where nothing is.
  subscript(key: EvidenceKey) -> CoverFindings? { found.last { $0.key == key }?.findings }

  /// Takes what is known now, and lets go of what was known longest where it is too much.
  mutating func take(_ findings: CoverFindings, for key: EvidenceKey) {
    found.removeAll { $0.key == key }
    found.append((key, findings))
    var count = 0
    let kept = found.reversed().prefix { entry in
      count += entry.findings.grid.height * entry.findings.grid.width
      return count <= Self.keptPlaces || entry.key == key
    }
    found = kept.reversed()
  }

  /// Notes why there is none.
  mutating func fail(_ words: String, for key: EvidenceKey) { failure = (key, words) }

  /// Why there is none; `nil` where nothing speaks against it.
  func failure(of key: EvidenceKey) -> String? { failure?.key == key ? failure?.words : nil }
}

extension ExplorerState {
  /// The number that evidence is of: the one that somebody has named, else the lead over the runner-up, of one class its
  /// logit; `nil` without a pass, or without logits.
  public var evidenceQuantity: EvidenceQuantity? {
    guard let evidence, let evaluation, !evaluation.logits.isEmpty else { return nil }
    if let named = evidence.named { return named }
    let first = evaluation.ranking
    return first.count > 1 ? .difference(first[0], first[1]) : .logit(0)
  }

  /// Which evidence is looked at; `nil` where there is none.
  var evidenceKey: EvidenceKey? {
    guard let evidence, let quantity = evidenceQuantity else { return nil }
    let changes = look == .original ? [] : variant?.changes ?? []
    return EvidenceKey(picture: picture, changes: changes, quantity: quantity, side: evidence.side)
  }

  /// The places that are covered; `nil` where nothing is.
  private var coverGrid: CoverGrid? {
    guard let evidence, let shape = model.network?.inputShape, shape.rank == 3 else { return nil }
    return CoverGrid(
      height: shape[0], width: shape[1], side: evidence.side,
      productsOfPass: model.multiplyAddsBefore.last ?? 0)
  }

  /// What is known of the evidence that is looked at; `nil` where there is none.
  public var coverFindings: CoverFindings? {
    guard let key = evidenceKey, let grid = coverGrid else { return nil }
    return evidenceStore[key] ?? CoverFindings(on: grid)
  }

  /// Whether evidence is being sought.
  public var isSeekingEvidence: Bool { evidenceStore.sweep != nil }

  /// Why there is no evidence, in words; `nil` where nothing speaks against it.
  public var failureOfEvidence: String? { evidenceKey.flatMap(evidenceStore.failure(of:)) }

  /// The row and column of the cursor: where somebody has put it, else where covers take most away, and in the middle
  /// until that is known.
  public var evidencePlace: LayerCursor {
    guard let evidence, let grid = coverGrid else { return LayerCursor() }
    var cursor = LayerCursor(row: grid.height / 2, column: grid.width / 2)
    if let chosen = evidence.chosen {
      cursor = chosen
    } else if let findings = coverFindings, findings.isComplete(evidence.cover),
      let place = findings.extreme(under: evidence.cover, isLowest: true)
    {
      cursor = LayerCursor(row: place / grid.width, column: place % grid.width)
    }
    let middle = grid.middle(row: cursor.row, column: cursor.column, ofBlock: grid.block)
    return LayerCursor(row: middle / grid.width, column: middle % grid.width)
  }

  /// The square around the cursor.
  public var evidenceSquare: OcclusionSquare? {
    guard let evidence, let shape = model.network?.inputShape, shape.rank == 3 else { return nil }
    let place = evidencePlace
    return OcclusionSquare(side: evidence.side, row: place.row, column: place.column, of: shape)
  }
}

/// A sweep over the places of a picture, as it is asked for.
public struct EvidenceRequest: Sendable {
  /// The number of the request.
  public let generation: Int
  /// What is known already.
  public let findings: CoverFindings
  /// What is to be known first.
  let cover: Cover
  private let evaluation: Evaluation
  private let preprocessing: Preprocessing
  private let quantity: EvidenceQuantity
  private let side: Int

  /// The sweep that a state waits for; `nil` where it waits for none.
  public init?(_ state: ExplorerState) {
    guard let sweep = state.evidenceStore.sweep, let evaluation = state.shown,
      let findings = state.coverFindings
    else { return nil }
    (generation, cover, self.findings) = (state.evidenceStore.generation, sweep.cover, findings)
    (self.evaluation, preprocessing) = (evaluation, state.model.preprocessing)
    (quantity, side) = (sweep.key.quantity, sweep.key.side)
  }

  /// The network.
  public var network: Network { evaluation.trace.network }

  /// The passes, for one worker.
  ///
  /// - Throws: `EvidenceError` where there is no such evidence.
  public func sweep() throws(EvidenceError) -> OcclusionSweep {
    let trace = evaluation.trace
    return try OcclusionSweep(
      trace.trained, samples: evaluation.picture.samples, preprocessing, holding: trace.holds, side: side,
      of: quantity)
  }

  /// A cover of a place.
  public struct Item: Sendable {
    /// What covers it.
    public let fill: OcclusionFill
    /// The place, row · width + column.
    public let place: Int
  }

  /// The covers whose changes aren't known, in the order in which they are to be: what is looked at first.
  public var items: [Item] {
    let all = OcclusionFill.allCases
    let groups: [[OcclusionFill]] =
      switch cover {
      case .fill(let fill): [[fill], all.filter { $0 != fill }]
      case .all: [all]
      }
    let places = findings.grid.places
    return groups.flatMap { fills in
      places.flatMap { place in
        fills.filter { findings.map(of: $0)[place] == nil }.map { Item(fill: $0, place: place) }
      }
    }
  }
}
