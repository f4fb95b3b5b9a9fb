public import ConvNet
import Tensors

/// The unit under the cursor with what takes a while to find out about it: made once, when it is selected.
struct Selection: Sendable {
  /// The unit.
  let unit: UnitAddress
  /// How it came about.
  let explanation: Explanation
  /// Of a sum, the channels by what they add, the largest first; empty for other forms.
  let channelsBySize: [Int]
  /// Of a sum, the term that is selected while the cursor is on none: the largest, or the first where none is.
  let largestTerm: Int?
  /// Of a sum after changes, its terms that have changed, those that make most of it first.
  let changedTerms: [Int]

  /// Finds out about a unit of a trace, and what differs from one before changes; `nil` where its layer is not computed.
  init?(_ unit: UnitAddress, of trace: Trace, from before: Trace? = nil) {
    guard let explanation = trace.explain(unit) else { return nil }
    self.unit = unit
    self.explanation = explanation
    changedTerms =
      before?.explain(unit).flatMap { SumChange(from: $0, to: explanation) }?.changed.map(\.index) ?? []
    guard case .weightedSum(let sum) = explanation.form else {
      (channelsBySize, largestTerm) = ([], nil)
      return
    }
    channelsBySize = channelOrder(of: sum, .bySize)
    largestTerm = sum.terms.isEmpty ? nil : sum.largestTerm ?? 0
  }
}

/// Rows and columns of the picture, from the first to the last that can affect a unit.
public typealias ReceptiveBox = (rows: ClosedRange<Int>, columns: ClosedRange<Int>)

/// Rows and columns of the picture that can't affect any number of a layer.
public typealias UnreadPlaces = (rows: [Int], columns: [Int])

extension Network {
  /// The rows and columns of the picture that a layer doesn't read.
  func placesUnread(byLayer layer: Int) -> UnreadPlaces {
    guard layer > 0, inputShape.rank == 3,
      let region = region(ofLayer: 0, affecting: .all(of: shapes[layer]), ofLayer: layer)
    else { return ([], []) }
    return region.rowsAndColumnsOutside(of: inputShape)
  }
}

extension ExplorerState {
  /// Finds out about the unit under the cursor and its layer what nobody has yet, as far as the depth shows it.
  mutating func refreshSelection() {
    guard let unit = selectedUnit, let network = model.network, let shown else { return }
    if findings.selection?.unit != unit {
      findings.selection = Selection(unit, of: shown.trace, from: variant?.before.trace)
    }
    if findings.unread?.layer != unit.layer {
      findings.unread = (unit.layer, network.placesUnread(byLayer: unit.layer))
    }
    if depth >= .map, findings.sight?.unit != unit {
      findings.sight = (unit, network.receptiveField(of: unit).box)
    }
    refreshPartialNumbers()
    refreshCarried()
  }
}

extension Viewpoint {
  /// The unit under the cursor, where there is a pass that has it.
  fileprivate var selectedUnit: UnitAddress? {
    guard let layer, let network = model.network, shown != nil else { return nil }
    let unit = UnitAddress(layer: layer, position: position)
    return network.contains(unit) ? unit : nil
  }

  /// What is known of the unit under the cursor; `nil` where there is none.
  private var known: Selection? {
    guard let unit = selectedUnit else { return nil }
    if let selection = findings.selection, selection.unit == unit { return selection }
    return shown.flatMap { Selection(unit, of: $0.trace, from: shownDifference?.before.trace) }
  }

  /// The terms that have changed of the sum that made the unit under the cursor, those that make most of it first; none
  /// where no difference is looked at.
  public var changedTerms: [Int] { shownDifference == nil ? [] : known?.changedTerms ?? [] }

  /// The terms that stand in a list of their own in place of all: those of a contest, those that have changed; none where
  /// all are shown.
  public var listedTerms: [Int] {
    guard let contest = shownContest else { return changedTerms }
    guard let difference = shown?.trace.logitDifference(of: contest.one, and: contest.other) else {
      return []
    }
    return indicesBySize(difference.parts.map(\.amount)).filter { !difference.parts[$0].addsNothing }
  }

  /// How the unit under the cursor came about; `nil` where there is none.
  public var explanation: Explanation? {
    guard let unit = selectedUnit else { return nil }
    if let selection = findings.selection, selection.unit == unit { return selection.explanation }
    return shown?.trace.explain(unit)
  }

  /// The rows and columns of the picture that can affect the unit under the cursor; `nil` where there are none.
  public var receptiveField: ReceptiveBox? {
    guard let unit = selectedUnit, let network = model.network else { return nil }
    if let sight = findings.sight, sight.unit == unit { return sight.box }
    return network.receptiveField(of: unit).box
  }

  /// The rows and columns of the picture that can't affect any number of the selected layer.
  public var pictureUnread: UnreadPlaces {
    guard let layer, let network = model.network else { return ([], []) }
    if let unread = findings.unread, unread.layer == layer { return unread.places }
    return network.placesUnread(byLayer: layer)
  }

  /// The channels of the sum that made the unit under the cursor, in an order; empty for other forms.
  public func channels(_ order: TermOrder) -> [Int] {
    guard case .weightedSum(let sum)? = explanation?.form else { return [] }
    guard order == .bySize, isSelectionComputed else { return channelOrder(of: sum, .byIndex) }
    return known?.channelsBySize ?? []
  }

  /// The selected term of the sum that made the unit under the cursor: where the cursor is, else the largest
  /// product of the channel that counts most, and while that is not computed the first; `nil` for other forms.
  public var selectedTerm: Int? {
    guard case .weightedSum(let sum)? = explanation?.form else { return nil }
    if let term = cursor.term, sum.terms.indices.contains(term) { return term }
    if let term = listedTerms.first { return term }
    return isSelectionComputed ? known?.largestTerm : sum.terms.isEmpty ? nil : 0
  }

  /// Whether the pass has computed the unit under the cursor: else nothing may tell which of its terms is the largest.
  public var isSelectionComputed: Bool {
    guard let unit = selectedUnit, !isComplete else { return true }
    return trace?.isComputed(unit) ?? true
  }
}
