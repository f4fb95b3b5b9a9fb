public import ConvNet
import Tensors

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
