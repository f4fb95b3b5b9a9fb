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
